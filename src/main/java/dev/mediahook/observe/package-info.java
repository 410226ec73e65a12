/** Counts. Beside the flow. */
@NullMarked
package dev.mediahook.observe;

import org.jspecify.annotations.NullMarked;
