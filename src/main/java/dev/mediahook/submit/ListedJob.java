package dev.mediahook.submit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.delivery.StorableText;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** A job in a sender's own list of jobs. */
public record ListedJob(String jobId, Instant createdAt) {

    /**
     * The jobs of a list that have an id which can be kept.
     *
     * @param idField a job's field with its id
     * @param createdField a job's field with the time at which it was made, in ISO 8601
     * @throws SenderApiException if a job has no readable time
     */
    static List<ListedJob> in(JsonNode list, String idField, String createdField) {
        List<ListedJob> listed = new ArrayList<>();
        try {
            for (JsonNode job : list) {
                String id = job.path(idField).asText();
                Instant created = Instant.parse(job.path(createdField).asText());
                if (!id.isBlank() && StorableText.fitsId(id)) {
                    listed.add(new ListedJob(id, created));
                }
            }
        } catch (DateTimeParseException unreadable) {
            throw SenderApiException.unreadable("the sender's list of jobs can't be read");
        }
        return listed;
    }
}
