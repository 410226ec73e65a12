/** The program's own HTTP servers: who is let in, and for how long. Internal. */
@NullMarked
package dev.mediahook.program.server;

import org.jspecify.annotations.NullMarked;
