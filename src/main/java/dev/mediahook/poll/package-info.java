/**
 * Jobs whose webhook does not arrive: watches, polls and confirms them. Beside the main flow; poll results go into the
 * inbox. Internal.
 */
@NullMarked
package dev.mediahook.poll;

import org.jspecify.annotations.NullMarked;
