/** Looking and steering: jobs, events, rejections, replay. Beside the flow. */
@NullMarked
package dev.mediahook.api;

import org.jspecify.annotations.NullMarked;
