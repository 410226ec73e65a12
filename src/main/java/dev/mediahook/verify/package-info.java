/** Bytes and headers in, a verdict out. Comes after receive, before event. */
@NullMarked
package dev.mediahook.verify;

import org.jspecify.annotations.NullMarked;
