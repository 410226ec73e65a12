/** Takes a stranger's URL and returns complete bytes or a named reason. Comes after inbox, before store. Internal. */
@NullMarked
package dev.mediahook.fetch;

import org.jspecify.annotations.NullMarked;
