package dev.mediahook.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.database.TestDatabase;
import dev.mediahook.standin.MediaBehaviour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The rows of the fault matrix that break the disk under the embedded database, or the files on it. */
class DiskFaultsIT {

    private static final int DELIVERIES = Integer.getInteger("faults.deliveries", 20);

    private static final String ANSWER = ".*\\{\\\\\"status\\\\\":\\\\\"received\\\\\"}.*";

    @TempDir
    Path folder;

    @BeforeAll
    static void head() {
        FaultsIT.head();
    }

    @Test
    void aLogWhoseEndIsTorn() throws IOException {
        try (FaultRun run = new FaultRun(folder, TestDatabase.SQLITE, 1).start()) {
            run.deliver(DELIVERIES, FaultsIT.SLOW);
            run.nodes.get(0).kill();
            // A power cut can leave such a half write that was not yet acknowledged.
            byte[] half = new byte[3000];
            new Random(1).nextBytes(half);
            Files.write(file("mediahook.db-wal"), half, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            run.nodes.get(0).start();
            run.deliver(DELIVERIES, FaultsIT.SLOW);
            FaultsIT.check("SIGKILL, and half a frame at the end of SQLite's log", run.outcome(run.nodes.get(0)));
        }
    }

    @Test
    @EnabledIfSystemProperty(named = FaultsIT.LONG, matches = "true")
    void aBackupThatIsOld() throws Exception {
        try (FaultRun run = new FaultRun(folder, TestDatabase.SQLITE, 1).start()) {
            PackagedGateway node = run.nodes.get(0);
            run.deliver(DELIVERIES, FaultsIT.SLOW);
            stop(node);
            Path backup = Files.copy(file("mediahook.db"), folder.resolve("backup"));
            node.start();
            run.deliver(DELIVERIES, FaultsIT.SLOW);
            run.outcome(node);
            stop(node);
            Files.copy(backup, file("mediahook.db"), StandardCopyOption.REPLACE_EXISTING);
            node.start();
            run.repeat(FaultsIT.SLOW);
            FaultsIT.checkAllButOrder("an older backup restored, the senders repeat", run.outcome(node));
        }
    }

    @Test
    @EnabledIfSystemProperty(named = FaultsIT.LONG, matches = "true")
    void aSyncThatFails() throws Exception {
        if (!Strace.available()) {
            System.out.println("| each fsync fails for a while: not run, there is no strace |");
            return;
        }
        try (FaultRun run = new FaultRun(folder, TestDatabase.SQLITE, 1).start()) {
            run.deliver(DELIVERIES, MediaBehaviour.NORMAL);
            int before = run.outcome(run.nodes.get(0)).acknowledged();
            try (Strace failing = new Strace(
                    run.nodes.get(0),
                    folder,
                    "-e",
                    "trace=fsync,fdatasync",
                    "-e",
                    "inject=fsync,fdatasync:error=EIO")) {
                run.deliver(5, MediaBehaviour.NORMAL);
                assertThat(failing.calls()).anyMatch(call -> call.contains("EIO"));
            }
            assertThat(run.acknowledged())
                    .as("deliveries acknowledged in spite of the fault")
                    .isEqualTo(before);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> run.nodes.get(0).health() == 200);
            run.deliver(DELIVERIES, MediaBehaviour.NORMAL);
            assertThat(run.acknowledged()).isGreaterThan(before);
            run.nodes.get(0).kill();
            run.nodes.get(0).start();
            FaultsIT.check("each fsync fails with EIO for a while, then SIGKILL", run.outcome(run.nodes.get(0)));
        }
    }

    /** A power cut loses what was not synced. So no delivery may be answered before it is synced. */
    @Test
    @EnabledIfSystemProperty(named = FaultsIT.LONG, matches = "true")
    void eachAnswerComesAfterItsSync() throws Exception {
        if (!Strace.available()) {
            System.out.println("| the order of sync and answer: not looked at, there is no strace |");
            return;
        }
        try (FaultRun run = new FaultRun(folder, TestDatabase.SQLITE, 1).start()) {
            List<String> calls;
            try (Strace looking = new Strace(
                    run.nodes.get(0),
                    folder,
                    "-y",
                    "-s",
                    "5000",
                    "-e",
                    "trace=fsync,fdatasync,pwrite64,write,writev,sendto,sendmsg")) {
                run.deliver(DELIVERIES, FaultsIT.SLOW);
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> after(looking.calls(), -1, ANSWER, run.acknowledged()) >= 0);
                calls = looking.calls();
            }
            // Each job has two deliveries: first that it failed, then that it is ready.
            for (int delivery = 0; delivery < run.acknowledged(); delivery++) {
                String job = "job-" + (delivery / 2 + 1) + "(?!\\d)[^}]*" + (delivery % 2 == 0 ? "Error" : "Ready");
                int written = after(calls, -1, "\\d+ +pwrite64\\(.*mediahook\\.db-wal.*" + job + ".*", 1);
                assertThat(written).as("%s written", job).isNotNegative();
                String writer = calls.get(written).split(" ", 2)[0];
                int synced = after(calls, written, writer + " .*f(data)?sync.*= 0.*", 1);
                assertThat(synced).as("%s synced", job).isNotNegative();
                assertThat(after(calls, -1, ANSWER, delivery + 1))
                        .as("%s answered", job)
                        .isGreaterThan(synced);
            }
            FaultsIT.check("a sync of the log before each answer, seen by strace", run.outcome(run.nodes.get(0)));
        }
    }

    /** The index of the nth call after another one that matches a pattern; -1 if there is none. */
    private static int after(List<String> calls, int first, String form, int nth) {
        Pattern pattern = Pattern.compile(form);
        return IntStream.range(first + 1, calls.size())
                .filter(index -> pattern.matcher(calls.get(index)).matches())
                .skip(nth - 1)
                .findFirst()
                .orElse(-1);
    }

    private Path file(String name) {
        return folder.resolve("node-0/data").resolve(name);
    }

    /** Stops a node by SIGTERM, so that nothing is left in SQLite's log. */
    private static void stop(PackagedGateway node) throws InterruptedException {
        node.terminate();
        assertThat(node.endsWithin(Duration.ofSeconds(60))).isTrue();
    }
}
