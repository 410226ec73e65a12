/**
 * Jobs whose webhook does not come: watched, polled, confirmed. Beside the flow; what it finds goes into the inbox.
 * Internal.
 */
@NullMarked
package dev.mediahook.poll;

import org.jspecify.annotations.NullMarked;
