package dev.mediahook.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** One sender's API on the wire: how it is asked and what it answers. */
interface ApiDialect {

    /** The sender whose API it is. */
    StandInSender sender();

    /** Whether the call carries the key; most want it as a bearer token. */
    default boolean authorised(ApiRequest request, String key) {
        return request.header("authorization").filter(("Bearer " + key)::equals).isPresent();
    }

    Asked read(ApiRequest request);

    /** To a submission. */
    ApiAnswer taken(TakenJob job, Payload now);

    /** To the question how a job is. */
    ApiAnswer status(TakenJob job, Payload now);

    /** To a question about a job that it does not know. */
    ApiAnswer unknown(String jobId);

    /** To the wish that a job be stopped. */
    ApiAnswer cancel(TakenJob job, boolean done);

    /** An error in the sender's own form. */
    JsonNode error(int status, String message);

    /** To the wish for a list of jobs. */
    default ApiAnswer jobs(List<TakenJob> jobs) {
        return new ApiAnswer(404, error(404, "not found"));
    }

    /** The webhooks that go out before the last one. */
    default List<Payload> announced() {
        return List.of();
    }
}
