/** What a file is, by its bytes alone, and how large or long. Internal. */
@NullMarked
package dev.mediahook.store.probe;

import org.jspecify.annotations.NullMarked;
