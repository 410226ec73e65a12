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
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Calls that replay many events: counting them first, following the replay, and stopping it. */
public final class ReplayCalls {

    /** Counts all runs, including those that have ended. */
    private static final int MOST_REMEMBERED = 20;

    private static final String FAILED = "failed";

    private static final Duration COUNTING = Duration.ofSeconds(10);

    /**
     * @param skipped how many could not be replayed: payloads deleted, or taken by another replay; omitted if 0
     */
    record Replayed(
            int replayed,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int skipped) {}

    /**
     * A bulk replay.
     *
     * @param state {@code running}, {@code done}, {@code stopped} or {@code failed}
     * @param skipped as above, but never omitted
     */
    record RunView(String replayId, Instant startedAt, String state, int replayed, int skipped) {
        private RunView(ReplayRun run) {
            this(run.id(), run.startedAt(), run.state(), run.replayed(), run.skipped());
        }
    }

    private final Replay replay;
    private final Executor threads;
    private final InstantSource clock;
    private final Deque<ReplayRun> runs = new ArrayDeque<>();

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
            return Answer.ok(replay.count(filter, COUNTING));
        }
        ReplayRun run = begin();
        if (call.yes("background")) {
            inBackground(filter, run);
            return Answer.accepted(new RunView(run));
        }
        run(filter, run);
        return Answer.accepted(new Replayed(run.replayed(), run.skipped()));
    }

    Answer list(ApiCall call) {
        synchronized (runs) {
            return Answer.ok(new ListView<>(runs.stream().map(RunView::new).toList()));
        }
    }

    Answer one(ApiCall call) {
        return Answer.ok(new RunView(find(call)));
    }

    Answer stop(ApiCall call) {
        ReplayRun run = find(call);
        run.stop();
        return Answer.accepted(new RunView(run));
    }

    private void inBackground(EventFilter filter, ReplayRun run) {
        try {
            threads.execute(() -> run(filter, run));
        } catch (RejectedExecutionException noThread) {
            run.end(FAILED);
            throw Problem.unavailable("there is no thread to replay with just now");
        }
    }

    private void run(EventFilter filter, ReplayRun run) {
        String end = FAILED;
        try {
            replay.all(filter, run);
            end = run.stopped() ? "stopped" : "done";
        } finally {
            run.end(end);
        }
    }

    private ReplayRun begin() {
        ReplayRun run = new ReplayRun(clock.instant());
        synchronized (runs) {
            List<ReplayRun> ended = new ArrayList<>(runs);
            ended.removeIf(ReplayRun::running);
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

    private ReplayRun find(ApiCall call) {
        String id = call.segment("replayId");
        synchronized (runs) {
            return runs.stream()
                    .filter(run -> run.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> Problem.notFound("no replay of this id is remembered"));
        }
    }
}
