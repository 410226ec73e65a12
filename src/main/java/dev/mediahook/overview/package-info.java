/** What the whole program does, in numbers: by the minute, in the inbox, and what is about to be lost. Internal. */
@NullMarked
package dev.mediahook.overview;

import org.jspecify.annotations.NullMarked;
