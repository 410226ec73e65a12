package dev.mediahook.standin;

import static dev.mediahook.standin.Json.array;
import static dev.mediahook.standin.Json.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Krea, which signs nothing. Source: docs.krea.ai, "Webhooks" and "Job lifecycle". No document shows its failed and
 * cancelled bodies; they are assumed to be the job as the status call returns it.
 */
final class KreaStandIn implements StandInSender {

    private static final List<String> RUNNING =
            List.of("backlogged", "queued", "scheduled", "processing", "sampling", "intermediate-complete");

    @Override
    public String name() {
        return "krea";
    }

    @Override
    public boolean signs() {
        return false;
    }

    @Override
    public List<Payload> payloads() {
        List<Payload> payloads = new ArrayList<>();
        payloads.add(Payload.of(
                "completed",
                Ends.COMPLETED,
                facts -> ended(facts, "completed", object("urls", array(facts.urls()))),
                MediaKind.PNG));
        payloads.add(Payload.of(
                        "completed",
                        Ends.COMPLETED,
                        facts -> ended(facts, "completed", object("style_id", "style_" + facts.jobId())))
                .named("completed-style"));
        payloads.add(Payload.of(
                "failed",
                Ends.FAILED,
                facts -> ended(facts, "failed", object("error", "The provider returned an error"))));
        payloads.add(Payload.of("cancelled", Ends.CANCELLED, facts -> ended(facts, "cancelled", null)));
        RUNNING.forEach(status -> payloads.add(Payload.of(status, Ends.RUNNING, facts -> running(facts, status))));
        return List.copyOf(payloads);
    }

    @Override
    public Map<String, String> proof(byte[] body, String secret) {
        return Map.of();
    }

    /** Not documented. */
    @Override
    public Duration patience() {
        return Duration.ofSeconds(10);
    }

    @Override
    public String jobId(String seed) {
        return Ids.uuid(seed);
    }

    static ObjectNode running(Facts facts, String status) {
        return job(facts, status, null, null);
    }

    private static ObjectNode ended(Facts facts, String status, @Nullable ObjectNode result) {
        return job(facts, status, facts.millis(), result);
    }

    private static ObjectNode job(
            Facts facts, String status, @Nullable String completedAt, @Nullable ObjectNode result) {
        return object(
                "job_id",
                facts.jobId(),
                "status",
                status,
                "created_at",
                facts.millisBefore(5),
                "completed_at",
                completedAt,
                "result",
                result);
    }
}
