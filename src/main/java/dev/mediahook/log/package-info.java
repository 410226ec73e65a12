/** Writes the program's log: one line for each event, whatever an outside text holds. Internal. */
@NullMarked
package dev.mediahook.log;

import org.jspecify.annotations.NullMarked;
