package dev.mediahook.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mediahook.delivery.Payload;
import dev.mediahook.delivery.RawBody;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * How to get a job's result from a sender whose status tells the job's end without the result.
 *
 * @param call such as {@code GET {jobUrl}}; empty if the status holds the result
 * @param field the field of the status under which the result is put
 * @param refused the status field and value to set if the result is refused for good, such as {@code status=ERROR};
 *     empty if a refusal says nothing about the job
 */
record Results(String call, String field, String refused) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Refusals because of the caller, or for now; they say nothing about the job. */
    private static final Set<Integer> NOT_THE_JOBS = Set.of(401, 402, 403, 404, 407, 408, 425, 429);

    boolean areAskedFor() {
        return !call.isEmpty();
    }

    /** Whether an answer to the call says that the job failed. */
    boolean isRefused(int status) {
        return !refused.isEmpty() && status / 100 == 4 && !NOT_THE_JOBS.contains(status);
    }

    /** The status with the result in it. */
    RawBody with(RawBody status, RawBody result) {
        return body(put(object(status), result));
    }

    /** The status of a job whose result was refused, with the refusal in the result's place. */
    RawBody refused(RawBody status, RawBody refusal) {
        int equals = refused.indexOf('=');
        return body(put(object(status), refusal).put(refused.substring(0, equals), refused.substring(equals + 1)));
    }

    private ObjectNode put(ObjectNode status, RawBody result) {
        JsonNode json =
                Payload.read(result, Payload.USUAL_LIMIT).map(Payload::json).orElse(JSON.nullNode());
        status.set(field, json);
        return status;
    }

    private static ObjectNode object(RawBody status) {
        return Payload.read(status, Payload.USUAL_LIMIT).map(Payload::json).orElse(null) instanceof ObjectNode object
                ? object
                : JSON.createObjectNode();
    }

    private static RawBody body(JsonNode json) {
        return RawBody.of(json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
