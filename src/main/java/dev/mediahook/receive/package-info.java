/** Takes bytes from a stranger and answers him. Comes first; verify comes next. Internal. */
@NullMarked
package dev.mediahook.receive;

import org.jspecify.annotations.NullMarked;
