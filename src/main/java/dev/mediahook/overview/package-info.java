/** What the whole program does, in numbers: per minute, of the inbox, of what is about to be lost. Internal. */
@NullMarked
package dev.mediahook.overview;

import org.jspecify.annotations.NullMarked;
