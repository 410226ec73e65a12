package dev.mediahook.api;

import dev.mediahook.event.JobStatus;
import dev.mediahook.inbox.EventFilter;
import dev.mediahook.inbox.EventState;
import dev.mediahook.job.JobFilter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads the filters of a call for jobs or events. */
final class Filters {

    static final Parameter SENDER = Parameter.texts("sender", "by the sender's name");
    static final Parameter FROM = Parameter.time("from", "received, or first seen, at this time or later");
    static final Parameter TO = Parameter.time("to", "received, or first seen, before this time");
    static final Parameter JOB = Parameter.text("job", "what the job's id begins with");
    static final Parameter LIMIT = Parameter.number("limit", "how many at most; 50 if not given, never over 500");
    static final Parameter AFTER = Parameter.text("after", "the \"next\" of the page before");

    static final Parameter STATE = Parameter.words("state", ApiWords.STATES, "by state");
    private static final Parameter REASON =
            Parameter.words("reason", ApiWords.REASONS, "by the reason why it is dead or had no effect");
    private static final Parameter VIA = Parameter.words("via", ApiWords.VIAS, "by how it came");
    private static final Parameter TYPE = Parameter.texts("type", "by the sender's own word");

    static final Parameter[] OF_JOBS = {
        SENDER,
        Parameter.words("status", ApiWords.STATUSES, "by status"),
        Parameter.texts("reason", "by the code of the job's error"),
        FROM,
        TO,
        JOB,
        LIMIT,
        AFTER
    };

    static final Parameter[] OF_EVENTS = {SENDER, STATE, REASON, VIA, TYPE, FROM, TO, JOB, LIMIT, AFTER};

    static final Parameter[] OF_REPLAYS = {
        SENDER,
        Parameter.words("state", ApiWords.ENDS, "by state; required"),
        REASON,
        VIA,
        TYPE,
        FROM,
        TO,
        JOB,
        Parameter.yes("dry-run", "only counts: {\"matching\":n}"),
        Parameter.yes("background", "answers at once; GET /api/replays/{replayId} says how far it is")
    };

    private Filters() {}

    static JobFilter jobs(ApiCall call) {
        return new JobFilter(
                call.values("sender"),
                call.words("status", JobStatus::ofWord),
                call.values("reason"),
                call.time("from"),
                inOrder(call),
                call.parameter("job"));
    }

    static EventFilter events(ApiCall call) {
        return new EventFilter(
                call.values("sender"),
                call.words("state", EventState::ofWord),
                words(call, "reason", ApiWords.REASONS),
                words(call, "via", ApiWords.VIAS),
                call.values("type"),
                call.time("from"),
                inOrder(call),
                call.parameter("job"));
    }

    /** The values of a query parameter, each of which has to be one of the known words. */
    static List<String> words(ApiCall call, String name, List<String> known) {
        return call.words(name, word -> {
            if (!known.contains(word)) {
                throw new IllegalArgumentException(word);
            }
            return word;
        });
    }

    private static Optional<Instant> inOrder(ApiCall call) {
        Optional<Instant> from = call.time("from");
        Optional<Instant> to = call.time("to");
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            throw Problem.badRequest("to is before from");
        }
        return to;
    }
}
