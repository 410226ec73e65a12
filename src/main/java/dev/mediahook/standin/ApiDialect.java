package dev.mediahook.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
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

    /**
     * To a submission.
     *
     * @param api the address of this API, for a sender that names addresses of its own in the answer
     */
    ApiAnswer taken(TakenJob job, Payload now, URI api);

    /** To the question how a job is. */
    ApiAnswer status(TakenJob job, Payload now);

    /** To the question for the result of a job, of a sender whose status does not hold it. */
    default ApiAnswer result(TakenJob job, Payload now) {
        return unknown(job.id());
    }

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
