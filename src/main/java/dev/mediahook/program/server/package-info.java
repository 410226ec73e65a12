/** The program's own HTTP servers: which requests they let in, and for how long. Internal. */
@NullMarked
package dev.mediahook.program.server;

import org.jspecify.annotations.NullMarked;
