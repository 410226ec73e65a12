package dev.mediahook.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mediahook.verify.MediaLinks;

/** Adds to a job's notification, for each stored medium, a link that is valid for a while. */
final class LinkedMedia {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MediaLinks links;

    LinkedMedia(MediaLinks links) {
        this.links = links;
    }

    /** Called anew for each try, so that a late notification has links that live as long as others. */
    String in(String cloudEvent, String sender, String jobId) {
        try {
            JsonNode event = JSON.readTree(cloudEvent);
            for (JsonNode medium : event.path("data").path("media")) {
                if (medium instanceof ObjectNode stored && stored.hasNonNull("location")) {
                    MediaLinks.Link link =
                            links.of(sender, jobId, stored.path("index").asInt());
                    stored.put("link", link.url());
                    stored.put("linkEnds", link.ends().toString());
                }
            }
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a notification that was written can't be read", impossible);
        }
    }
}
