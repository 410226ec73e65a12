/** How the program writes its log: one event, one line, whatever a stranger's text holds. Internal. */
@NullMarked
package dev.mediahook.log;

import org.jspecify.annotations.NullMarked;
