package dev.mediahook.notify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A CloudEvent 1.0 in structured JSON.
 *
 * @param id the same on every try
 * @param subject the job's id; null where the event is about no job
 */
record CloudEvent(
        String id, String type, String sender, @Nullable String subject, Instant time, ObjectNode data) {

    String json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("specversion", "1.0");
        json.put("id", id);
        json.put("type", type);
        json.put("source", "/mediahook/" + sender);
        if (subject != null) {
            json.put("subject", subject);
        }
        json.put("time", time.toString());
        json.put("datacontenttype", "application/json");
        json.set("data", data);
        return json.toString();
    }
}
