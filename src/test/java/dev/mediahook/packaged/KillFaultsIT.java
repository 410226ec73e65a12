package dev.mediahook.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.database.TestDatabase;
import dev.mediahook.standin.MediaBehaviour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows of the fault matrix that kill the program: at random, and at the critical points. */
class KillFaultsIT {

    private static final int KILLS = Integer.getInteger("faults.kills", Boolean.getBoolean(FaultsIT.LONG) ? 100 : 3);

    /** Large enough that a part of the medium is written long before the rest. */
    private static final long LARGE = 6 << 20;

    private static final String NAMED = "link\\(.*\\.part.*media/bfl";

    @TempDir
    Path folder;

    @BeforeAll
    static void head() {
        FaultsIT.head();
    }

    @Test
    void killedAtRandom() throws Exception {
        Random random = new Random(20261126);
        try (FaultRun run = new FaultRun(folder, TestDatabase.SQLITE, 1).start()) {
            PackagedGateway node = run.nodes.get(0);
            AtomicBoolean over = new AtomicBoolean();
            CompletableFuture<Void> senders = CompletableFuture.runAsync(() -> {
                while (!over.get()) {
                    run.deliver(1, FaultsIT.SLOW);
                    LockSupport.parkNanos(50_000_000);
                }
            });
            for (int kill = 0; kill < KILLS; kill++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(1500)));
                node.kill();
                node.start();
            }
            over.set(true);
            senders.get(30, TimeUnit.SECONDS);
            FaultsIT.check("SIGKILL at random under load, SQLite, " + KILLS + " times", run.outcome(node));
        }
    }

    @ParameterizedTest
    @EnabledIfSystemProperty(named = FaultsIT.LONG, matches = "true")
    @CsvSource(delimiter = ';', textBlock = """
            before the log's write; read\\(.*POST /webhooks
            between the log's write and its sync; pwrite64\\(.*db-wal
            after the log's sync, before the answer; f(data)?sync\\(.*db-wal
            while a medium's part is written; write.*\\.part>
            before the part's sync; write.*\\.part> then write.*\\.part> then write.*\\.part>
            between the part's sync and its name in the store; fsync\\(.*\\.part>
            after the medium has its name, before the record; link\\(.*\\.part.*media/bfl
            before the last commit of the event; link\\(.*\\.part.*media/bfl then pwrite64\\(.*db-wal
            """)
    void killedAt(String point, String calls) throws Exception {
        if (!Strace.available()) {
            System.out.println("| SIGKILL " + point + ": not run, there is no strace |");
            return;
        }
        try (FaultRun run = new FaultRun(folder, TestDatabase.SQLITE, 1).start()) {
            PackagedGateway node = run.nodes.get(0);
            run.deliver(3, MediaBehaviour.NORMAL);
            try (KillPoint kill = new KillPoint(node, folder, calls.split(" then "))) {
                run.deliver(3, MediaBehaviour.NORMAL.filledTo(LARGE));
                assertThat(kill.reached()).as(point).isTrue();
            }
            node.start();
            run.deliver(3, MediaBehaviour.NORMAL);
            FaultsIT.check("SIGKILL " + point, run.outcome(node));
        }
    }

    /** What is in the store is not asked for again: its URL would be dead by now. */
    @Test
    void killedBeforeTheRecordOfAMediumWhoseUrlDies() throws Exception {
        String row = "SIGKILL after the medium has its name, and its host goes away";
        if (!Strace.available()) {
            System.out.println("| " + row + ": not run, there is no strace |");
            return;
        }
        try (FaultRun run = new FaultRun(folder, TestDatabase.SQLITE, 1).start()) {
            PackagedGateway node = run.nodes.get(0);
            try (KillPoint kill = new KillPoint(node, folder, NAMED)) {
                run.deliver(1, MediaBehaviour.NORMAL);
                assertThat(kill.reached()).isTrue();
            }
            run.host.close();
            node.start();
            FaultsIT.check(row, run.outcome(node));
            assertThat(StoredMedia.files(folder.resolve("node-0/data/parts"))).isEmpty();
        }
    }

    @Test
    @EnabledIfSystemProperty(named = FaultsIT.LONG, matches = "true")
    void killedWhileTheTargetIsTold() throws Exception {
        try (FaultRun run = new FaultRun(folder, TestDatabase.SQLITE, 1).start()) {
            PackagedGateway node = run.nodes.get(0);
            AtomicBoolean once = new AtomicBoolean();
            run.target.beforeAnswering(job -> {
                if (job.equals("job-3") && once.compareAndSet(false, true)) {
                    node.kill();
                }
            });
            run.deliver(5, MediaBehaviour.NORMAL);
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(once::get);
            node.start();
            FaultsIT.check("SIGKILL while the target is told", run.outcome(node));
        }
    }

    @Test
    void aPartThatChangesBetweenTwoStarts() throws Exception {
        MediaBehaviour slow = MediaBehaviour.NORMAL.filledTo(20 << 20).slow(Duration.ofMillis(1));
        try (FaultRun run = new FaultRun(folder, TestDatabase.SQLITE, 1).start()) {
            PackagedGateway node = run.nodes.get(0);
            run.deliver(1, slow);
            Path part = Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> part(9 << 20), found -> found != null);
            node.kill();
            flip(part, 5 << 20);
            node.start();
            FaultsIT.check("SIGKILL, and a bit of a medium's part flips", run.outcome(node));
            assertThat(node.log()).contains("what had arrived has changed on the disk, it is fetched anew from byte=");
        }
    }

    /** A part file with more bytes than this; null if there is none. */
    private Path part(long size) throws IOException {
        Path parts = folder.resolve("node-0/data/parts");
        for (String file : Files.isDirectory(parts) ? StoredMedia.files(parts) : List.<String>of()) {
            Path part = parts.resolve(file);
            if (file.endsWith(".part") && Files.exists(part) && Files.size(part) > size) {
                return part;
            }
        }
        return null;
    }

    static void flip(Path file, long at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[Math.toIntExact(at)] ^= 1;
        Files.write(file, bytes);
    }
}
