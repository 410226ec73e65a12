package dev.mediahook.submit;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a sender's jobs are asked after, of those with which it said so.
 *
 * @param field the field of a submission's answer that says so, or empty
 * @param hosts those that may be asked besides the API's own, comma-separated
 */
record StatusUrls(String field, String hosts, Supplier<Submissions> submissions) {

    /**
     * Where to ask after a job; nothing if the sender did not say, or not well.
     *
     * @param api the API's own address
     */
    Optional<URI> of(String sender, String jobId, String api) {
        return field.isEmpty()
                ? Optional.empty()
                : submissions.get().statusUrl(sender, jobId).flatMap(told -> StatusUrl.usable(told, api, hosts));
    }
}
