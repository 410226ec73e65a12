/** Tells others, at least once. Comes last. */
@NullMarked
package dev.mediahook.notify;

import org.jspecify.annotations.NullMarked;
