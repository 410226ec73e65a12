/**
 * Takes bytes and headers, gives a verdict. Comes after receive, before event. Internal except for what docs/api.txt
 * lists.
 */
@NullMarked
package dev.mediahook.verify;

import org.jspecify.annotations.NullMarked;
