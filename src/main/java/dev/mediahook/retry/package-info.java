/** When to try again, or never. Used by inbox and notify. */
@NullMarked
package dev.mediahook.retry;

import org.jspecify.annotations.NullMarked;
