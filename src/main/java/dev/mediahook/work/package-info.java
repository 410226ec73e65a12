/** The program's threads: how many there are, who shares them, and what becomes of one whose work fails. Internal. */
@NullMarked
package dev.mediahook.work;

import org.jspecify.annotations.NullMarked;
