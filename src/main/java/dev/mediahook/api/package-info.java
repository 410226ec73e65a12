/** The HTTP API: reading and controlling jobs, events, rejections and replays. Outside the delivery flow. Internal. */
@NullMarked
package dev.mediahook.api;

import org.jspecify.annotations.NullMarked;
