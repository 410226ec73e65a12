/** Decides when to try again, or never. Used by inbox, fetch, submit and notify. Internal. */
@NullMarked
package dev.mediahook.retry;

import org.jspecify.annotations.NullMarked;
