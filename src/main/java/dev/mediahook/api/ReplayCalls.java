package dev.mediahook.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mediahook.inbox.EventFilter;
import dev.mediahook.inbox.EventState;
import dev.mediahook.inbox.Replay;
import dev.mediahook.inbox.ReplayRun;
import dev.mediahook.view.ListView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Calls that replay many events: counting them first, following the replay, and stopping it. */
public final class ReplayCalls {

    /** Counts all runs, including those that have ended. */
    private static final int MOST_REMEMBERED = 20;

    private static final String FAILED = "failed";

    private static final Duration COUNTING = Duration.ofSeconds(10);

    record Replayed(int replayed) {}

    /**
     * @param partial whether there may be more; omitted if not
     */
    record Matching(
            int matching,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean partial) {}

    /**
     * A bulk replay.
     *
     * @param state {@code running}, {@code done}, {@code stopped} or {@code failed}
     */
    record RunView(String replayId, Instant startedAt, String state, int replayed) {}

    private static final class Run {

        private final String id = UUID.randomUUID().toString();
        private final ReplayRun run = new ReplayRun();
        private final Instant startedAt;
        private volatile @Nullable String ended;

        private Run(Instant startedAt) {
            this.startedAt = startedAt;
        }

        private RunView view() {
            String state = ended == null ? "running" : String.valueOf(ended);
            return new RunView(id, startedAt, state, run.replayed());
        }
    }

    private final Replay replay;
    private final Executor threads;
    private final InstantSource clock;
    private final Deque<Run> runs = new ArrayDeque<>();

    /**
     * @param threads run replays in the background
     */
    public ReplayCalls(Replay replay, Executor threads, InstantSource clock) {
        this.replay = replay;
        this.threads = threads;
        this.clock = clock;
    }

    Answer all(ApiCall call) {
        EventFilter filter = Filters.events(call);
        if (filter.states().isEmpty()) {
            throw Problem.badRequest("say which events: state=dead");
        }
        if (!List.of(EventState.DEAD, EventState.DONE).containsAll(filter.states())) {
            throw Problem.badRequest("only dead or done events can be replayed");
        }
        if (call.yes("dry-run")) {
            Replay.Matching matching = replay.count(filter, COUNTING);
            return Answer.ok(new Matching(matching.matching(), matching.partial()));
        }
        Run run = begin();
        if (call.yes("background")) {
            inBackground(filter, run);
            return Answer.accepted(run.view());
        }
        run(filter, run);
        return Answer.accepted(new Replayed(run.run.replayed()));
    }

    Answer list(ApiCall call) {
        synchronized (runs) {
            return Answer.ok(new ListView<>(runs.stream().map(Run::view).toList()));
        }
    }

    Answer one(ApiCall call) {
        return Answer.ok(find(call).view());
    }

    Answer stop(ApiCall call) {
        Run run = find(call);
        run.run.stop();
        return Answer.accepted(run.view());
    }

    private void inBackground(EventFilter filter, Run run) {
        try {
            threads.execute(() -> run(filter, run));
        } catch (RejectedExecutionException noThread) {
            run.ended = FAILED;
            throw Problem.unavailable("there is no thread to replay with just now");
        }
    }

    private void run(EventFilter filter, Run run) {
        String end = FAILED;
        try {
            replay.all(filter, run.run);
            end = run.run.stopped() ? "stopped" : "done";
        } finally {
            run.ended = end;
        }
    }

    private Run begin() {
        Run run = new Run(clock.instant());
        synchronized (runs) {
            List<Run> ended = new ArrayList<>(runs);
            ended.removeIf(one -> one.ended == null);
            if (runs.size() >= MOST_REMEMBERED) {
                if (ended.isEmpty()) {
                    throw Problem.unavailable(MOST_REMEMBERED + " replays are under way");
                }
                runs.remove(ended.get(ended.size() - 1));
            }
            runs.addFirst(run);
        }
        return run;
    }

    private Run find(ApiCall call) {
        String id = call.segment("replayId");
        synchronized (runs) {
            return runs.stream()
                    .filter(run -> run.id.equals(id))
                    .findFirst()
                    .orElseThrow(() -> Problem.notFound("no replay of this id is remembered"));
        }
    }
}
