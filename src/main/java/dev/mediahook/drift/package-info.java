/** Changes in what senders send, and the costs they report. Read from payloads, outside the delivery flow. Internal. */
@NullMarked
package dev.mediahook.drift;

import org.jspecify.annotations.NullMarked;
