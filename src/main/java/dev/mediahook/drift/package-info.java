/** What senders begin to send, and what they say that jobs cost: read off payloads, beside the flow. Internal. */
@NullMarked
package dev.mediahook.drift;

import org.jspecify.annotations.NullMarked;
