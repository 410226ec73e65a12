/** Metrics and health probes. Beside the flow. Internal. */
@NullMarked
package dev.mediahook.observe;

import org.jspecify.annotations.NullMarked;
