package dev.mediahook.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mediahook.receive.Refusal;
import dev.mediahook.receive.Refusals;

/** What was refused of late. */
public final class RejectionCalls {

    private final Refusals refusals;

    public RejectionCalls(Refusals refusals) {
        this.refusals = refusals;
    }

    Answer recent(ApiCall call) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode items = json.putArray("items");
        for (Refusal refusal : refusals.recent()) {
            items.addObject()
                    .put("at", refusal.at().toString())
                    .put("sender", refusal.sender())
                    .put("cause", refusal.cause().word())
                    .put("bytes", refusal.bytes())
                    .put("sha256", refusal.sha256())
                    .put("detail", refusal.detail());
        }
        return Answer.ok(json);
    }
}
