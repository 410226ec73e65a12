/** Takes bytes from a stranger and answers. The first step; verify is next. Internal. */
@NullMarked
package dev.mediahook.receive;

import org.jspecify.annotations.NullMarked;
