package dev.mediahook.notify;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mediahook.view.JsonText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A CloudEvent 1.0 in structured JSON.
 *
 * @param id the same on every try
 * @param subject the job's id; null if the event is about no job
 * @param data a view, or JSON as a sender sent it
 */
record CloudEvent(
        String id, String type, String sender, @Nullable String subject, Instant time, Object data) {

    /** Structured mode: the attributes in the order of the specification. */
    private record Structured(
            String specversion,
            String id,
            String type,
            String source,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String subject,

            Instant time,
            String datacontenttype,
            Object data) {}

    String json(JsonText json) {
        return json.of(
                new Structured("1.0", id, type, "/mediahook/" + sender, subject, time, "application/json", data));
    }
}
