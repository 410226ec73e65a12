package dev.mediahook.poll;

import dev.mediahook.database.Database;
import dev.mediahook.event.JobStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How reliably a sender's webhooks arrive, measured on its newest ended jobs that were submitted here. */
public final class WebhookStatistics {

    private static final int NEWEST = 1_000;

    private static final List<String> ENDS = Arrays.stream(JobStatus.values())
            .filter(JobStatus::terminal)
            .map(JobStatus::word)
            .toList();

    private final Database database;

    public WebhookStatistics(Database database) {
        this.database = database;
    }

    /**
     * The webhooks of some jobs.
     *
     * @param expected how many jobs have ended
     * @param arrived how many of these ends a webhook told
     * @param polled how many of these ends only a poll told
     * @param waits the times from submission to webhook, shortest first
     */
    public record Arrivals(int expected, int arrived, int polled, List<Duration> waits) {

        /** The time within which that percentage of the webhooks arrived; empty if none arrived. */
        public Optional<Duration> percentile(int percent) {
            if (waits.isEmpty()) {
                return Optional.empty();
            }
            int index = (int) Math.ceil(percent / 100.0 * waits.size()) - 1;
            return Optional.of(waits.get(Math.max(0, index)));
        }
    }

    private record Ended(
            long submittedAt,
            long statusEvent,
            @Nullable String via,
            @Nullable Long webhookAt) {

        /** False if the event that told of the end was deleted before the job. */
        boolean known() {
            return statusEvent == 0 || via != null;
        }
    }

    /** The statistics of a sender's newest thousand jobs. */
    public Arrivals of(String sender) {
        List<Ended> jobs = database
                .read(handle -> handle.createQuery("SELECT j.submitted_at, j.status_event, e.via, CASE WHEN e.via ="
                                + " 'webhook' THEN e.received_at ELSE e.webhook_at END AS webhook_at FROM (SELECT submitted_at,"
                                + " status_event FROM mediahook_job WHERE (sender, seq) > (:sender, -1) AND (sender, seq) <"
                                + " (:sender, " + Long.MAX_VALUE + ") AND submitted_at IS NOT NULL AND"
                                + " status IN (<ends>) ORDER BY sender DESC, seq DESC LIMIT " + NEWEST
                                + ") AS j LEFT JOIN mediahook_event e ON e.id = j.status_event")
                        .bind("sender", sender)
                        .bindList("ends", ENDS)
                        .map((row, context) -> {
                            long webhookAt = row.getLong("webhook_at");
                            Long at = row.wasNull() ? null : webhookAt;
                            return new Ended(
                                    row.getLong("submitted_at"), row.getLong("status_event"), row.getString("via"), at);
                        })
                        .list())
                .stream()
                .filter(Ended::known)
                .toList();
        List<Duration> waits = new ArrayList<>();
        int polled = 0;
        for (Ended job : jobs) {
            Long webhookAt = job.webhookAt();
            if (webhookAt != null) {
                waits.add(Duration.ofMillis(Math.max(0, webhookAt - job.submittedAt())));
            } else if ("poll".equals(job.via())) {
                polled++;
            }
        }
        Collections.sort(waits);
        return new Arrivals(jobs.size(), waits.size(), polled, waits);
    }
}
