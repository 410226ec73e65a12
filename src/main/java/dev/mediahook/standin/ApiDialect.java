package dev.mediahook.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;

/** One sender's API on the wire: how it is called and what it answers. */
interface ApiDialect {

    /** The sender to whom the API belongs. */
    StandInSender sender();

    /** Whether the call carries the key; most senders want it as a bearer token. */
    default boolean authorised(ApiRequest request, String key) {
        return request.header("authorization").filter(("Bearer " + key)::equals).isPresent();
    }

    Asked read(ApiRequest request);

    /**
     * The answer to a submission.
     *
     * @param api the address of this API, for a sender that names its own addresses in the answer
     */
    ApiAnswer taken(TakenJob job, Payload now, URI api);

    /** The answer to a question about the status of a job. */
    ApiAnswer status(TakenJob job, Payload now);

    /** The answer to a question about the result of a job, for a sender whose status does not hold it. */
    default ApiAnswer result(TakenJob job, Payload now) {
        return unknown(job.id());
    }

    /** The answer to a question about a job that the sender does not know. */
    ApiAnswer unknown(String jobId);

    /** The answer to a request to cancel a job. */
    ApiAnswer cancel(TakenJob job, boolean done);

    /** An error in the sender's own form. */
    JsonNode error(int status, String message);

    /** The answer to a request for a list of jobs. */
    default ApiAnswer jobs(List<TakenJob> jobs) {
        return new ApiAnswer(404, error(404, "not found"));
    }

    /** The webhooks that go out before the last one. */
    default List<Payload> announced() {
        return List.of();
    }
}
