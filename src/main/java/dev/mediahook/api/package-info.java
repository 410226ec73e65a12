/** Looking and steering: jobs, events, rejections, replay. Beside the flow. Internal. */
@NullMarked
package dev.mediahook.api;

import org.jspecify.annotations.NullMarked;
