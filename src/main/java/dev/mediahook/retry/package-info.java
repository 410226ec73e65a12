/** When to try again, or never. Used by inbox, fetch and notify. */
@NullMarked
package dev.mediahook.retry;

import org.jspecify.annotations.NullMarked;
