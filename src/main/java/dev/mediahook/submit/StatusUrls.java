package dev.mediahook.submit;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The addresses at which to ask for the status of jobs, for senders that give such an address with each job.
 *
 * @param field the field of a submission's answer that holds the address, or empty
 * @param hosts the hosts that may be asked besides the API's own, comma-separated
 */
record StatusUrls(String field, String hosts, Supplier<Submissions> submissions) {

    /**
     * The address at which to ask for a job's status; nothing if the sender gave none, or none that may be used.
     *
     * @param api the API's own address
     */
    Optional<URI> of(String sender, String jobId, String api) {
        return field.isEmpty()
                ? Optional.empty()
                : submissions.get().statusUrl(sender, jobId).flatMap(told -> StatusUrl.usable(told, api, hosts));
    }
}
