package dev.mediahook.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.database.TestDatabase;
import dev.mediahook.standin.MediaBehaviour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rows of the fault matrix about time and load: deliveries come late, again, in the wrong order, or too many at
 * once.
 */
@EnabledIfSystemProperty(named = FaultsIT.LONG, matches = "true")
class StateFaultsIT {

    private static final int DELIVERIES = Integer.getInteger("faults.deliveries", 20);

    @TempDir
    Path folder;

    @BeforeAll
    static void head() {
        FaultsIT.head();
    }

    @Test
    void tenTimesAsManyAsItCanTake() throws Exception {
        try (FaultRun run = new FaultRun(folder, TestDatabase.SQLITE, 1).start()) {
            run.deliverAtOnce(40, Math.max(1, DELIVERIES / 4), MediaBehaviour.NORMAL);
            FaultsIT.check("forty senders at once", run.outcome(run.nodes.get(0)));
        }
    }

    @Test
    void aStopWithEventsInEveryState() throws Exception {
        try (FaultRun run = new FaultRun(folder, TestDatabase.SQLITE, 1).start()) {
            PackagedGateway node = run.nodes.get(0);
            run.deliver(3, MediaBehaviour.NORMAL);
            run.outcome(node);
            run.deliver(3, MediaBehaviour.NORMAL.failing(8));
            run.deliverAtOnce(4, 10, MediaBehaviour.NORMAL.filledTo(1 << 20).slow(Duration.ofMillis(10)));
            List<String> seen = states(node);
            node.kill();
            node.start();
            FaultsIT.check("a stop with events " + String.join(", ", seen), run.outcome(node));
            assertThat(seen).contains("done", "accepted");
        }
    }

    private static List<String> states(PackagedGateway node) {
        List<String> seen = new ArrayList<>();
        for (String state : List.of("accepted", "waiting", "processing", "done")) {
            if (!node.client()
                    .get("/api/events?limit=1&state=" + state)
                    .path("items")
                    .isEmpty()) {
                seen.add(state);
            }
        }
        return seen;
    }

    @Test
    void repeatsThatComeTwoHoursLateInTheWrongOrder() throws Exception {
        if (noFaketime("all again, three times, two hours late, the last first")) {
            return;
        }
        try (FaultRun run = new FaultRun(folder, TestDatabase.SQLITE, 1).start()) {
            PackagedGateway node = run.nodes.get(0);
            run.deliver(DELIVERIES, MediaBehaviour.NORMAL);
            run.outcome(node);
            node.kill();
            faked(node).environment("FAKETIME", "+7200s").start();
            for (int time = 0; time < 3; time++) {
                run.repeat(MediaBehaviour.NORMAL);
            }
            FaultsIT.check("all again, three times, two hours late, the last first", run.outcome(node));
        }
    }

    @Test
    void aClockThatJumps() throws Exception {
        if (noFaketime("a clock that jumps an hour forward and two back")) {
            return;
        }
        for (TestDatabase kind : TestDatabase.values()) {
            Path at = Files.createDirectories(folder.resolve(kind.name()));
            Path clock = at.resolve("clock");
            Files.writeString(clock, "+0");
            try (FaultRun run = new FaultRun(at, kind, 1)) {
                PackagedGateway node = faked(run.nodes.get(0))
                        .environment("FAKETIME_TIMESTAMP_FILE", clock.toString())
                        .environment("FAKETIME_CACHE_DURATION", "1")
                        .start();
                for (String shift : List.of("+3600s", "-3600s", "+0")) {
                    run.deliver(DELIVERIES, MediaBehaviour.NORMAL.failing(1));
                    Files.writeString(clock, shift);
                    Awaitility.await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
                }
                FaultsIT.check(
                        "a clock that jumps an hour forward and two back, " + kind, run.outcome(run.nodes.get(0)));
                node.close();
            }
        }
    }

    /** As if the machine was suspended, or its clock was wrong before. */
    @Test
    void aClockThatJumpsFurtherThanAnythingIsTried() throws IOException {
        String row = "a clock that jumps five hours forward between tries";
        if (noFaketime(row)) {
            return;
        }
        Path clock = Files.writeString(folder.resolve("clock"), "+0");
        try (FaultRun run = new FaultRun(folder, TestDatabase.SQLITE, 1)) {
            PackagedGateway node = faked(run.nodes.get(0))
                    .environment("FAKETIME_TIMESTAMP_FILE", clock.toString())
                    .environment("FAKETIME_CACHE_DURATION", "1")
                    .start();
            run.deliver(3, MediaBehaviour.NORMAL.failing(12));
            Awaitility.await().until(() -> node.log().contains("answered 500"));
            Files.writeString(clock, "+18000s");
            FaultsIT.check(row, run.outcome(node));
        }
    }

    @Test
    void aMediaHostThatDripsAndBreaks() throws IOException {
        try (FaultRun run = new FaultRun(folder, TestDatabase.SQLITE, 1).start()) {
            MediaBehaviour large = MediaBehaviour.NORMAL.filledTo(5_000_000);
            run.deliver(3, large.breaking(3, 1_234_567));
            run.deliver(3, large.slow(Duration.ofMillis(10)));
            run.deliver(3, large.breaking(2, 0));
            run.deliver(3, MediaBehaviour.NORMAL.gzipped().breaking(1, 10));
            FaultsIT.check("media host: reset at byte n, drip, nothing at all", run.outcome(run.nodes.get(0)));
        }
    }

    @Test
    void aTargetThatIsAway() throws Exception {
        try (FaultRun run = new FaultRun(folder, TestDatabase.SQLITE, 1).start()) {
            long until = System.nanoTime() + Duration.ofSeconds(6).toNanos();
            run.target.beforeAnswering(job -> {
                if (System.nanoTime() < until) {
                    throw new IllegalStateException("away");
                }
            });
            run.deliver(DELIVERIES, MediaBehaviour.NORMAL);
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> System.nanoTime() > until);
            FaultsIT.check("the target breaks each connection for a while", run.outcome(run.nodes.get(0)));
        }
    }

    private static PackagedGateway faked(PackagedGateway node) {
        return node.environment("LD_PRELOAD", FaultsIT.FAKETIME.toString())
                .environment("FAKETIME_DONT_FAKE_MONOTONIC", "1")
                .environment("FAKETIME_FORCE_MONOTONIC_FIX", "0");
    }

    private static boolean noFaketime(String row) {
        boolean none = !Files.exists(FaultsIT.FAKETIME);
        if (none) {
            System.out.println("| " + row + ": not run, there is no libfaketime |");
        }
        return none;
    }
}
