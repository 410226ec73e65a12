/** Bytes and headers in, a verdict out. Comes after receive, before event. Internal but for what docs/api.txt lists. */
@NullMarked
package dev.mediahook.verify;

import org.jspecify.annotations.NullMarked;
