package dev.mediahook.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.database.TestDatabase;
import dev.mediahook.standin.MediaBehaviour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The rows of the fault matrix that need a separate disk: it loses power, is full, or is read-only. */
@EnabledIfSystemProperty(named = FaultsIT.LONG, matches = "true")
class PowerFaultsIT {

    private static final int DELIVERIES = Integer.getInteger("faults.deliveries", 20);

    @TempDir
    Path folder;

    @BeforeAll
    static void head() {
        FaultsIT.head();
    }

    @Test
    void aPowerCut() throws Exception {
        if (!LoopDisk.possible(folder)) {
            System.out.println("| a power cut, unsynced writes dropped: not run, nothing can be mounted |");
            return;
        }
        Path place = folder.resolve("place");
        try (LoopDisk disk = LoopDisk.make(folder.resolve("disk"), place, 128);
                FaultRun run = run(place).start()) {
            PackagedGateway node = run.nodes.get(0);
            run.deliver(DELIVERIES, FaultsIT.SLOW);
            Files.writeString(place.resolve("unsynced"), "what a power cut takes");
            AtomicBoolean over = new AtomicBoolean();
            CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> {
                while (!over.get()) {
                    run.deliver(1, FaultsIT.SLOW);
                }
            });
            int before = run.acknowledged();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> run.acknowledged() > before + DELIVERIES);
            node.kill();
            over.set(true);
            sender.get(30, TimeUnit.SECONDS);
            try (LoopDisk left = disk.afterAPowerCut(folder.resolve("copy"), folder.resolve("left"))) {
                assertThat(left.place().resolve("data/mediahook.db")).exists();
                String text = Files.exists(left.place().resolve("unsynced"))
                        ? Files.readString(left.place().resolve("unsynced"))
                        : "";
                assertThat(text).as("the disk drops what was not synced").isEmpty();
                node.file(
                        "application.properties",
                        node.text("application.properties")
                                .replace(place.toString(), left.place().toString()));
                node.start();
                run.deliver(DELIVERIES, MediaBehaviour.NORMAL);
                FaultsIT.check("a power cut under load: what was not synced is dropped", run.outcome(node));
                node.close();
            }
        }
    }

    @Test
    void aDiskThatIsFullAndOneThatIsReadOnly() throws Exception {
        if (!LoopDisk.possible(folder)) {
            System.out.println("| a full disk, a read-only disk: not run, nothing can be mounted |");
            return;
        }
        Path place = folder.resolve("place");
        try (LoopDisk disk = LoopDisk.make(folder.resolve("disk"), place, 400);
                FaultRun run = run(place).start()) {
            PackagedGateway node = run.nodes.get(0);
            run.deliver(DELIVERIES, MediaBehaviour.NORMAL);
            run.outcome(node);
            fill(place.resolve("filler"));
            // These deliveries first use up the space that SQLite's log already has.
            run.deliver(300, MediaBehaviour.NORMAL);
            int before = run.acknowledged();
            run.deliver(5, MediaBehaviour.NORMAL);
            assertThat(run.acknowledged())
                    .as("deliveries acknowledged on a full disk")
                    .isEqualTo(before);
            assertThat(node.health()).isEqualTo(503);
            Files.delete(place.resolve("filler"));
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> node.health() == 200);
            run.deliver(DELIVERIES, MediaBehaviour.NORMAL);
            FaultsIT.check("the disk full for a while", run.outcome(node));

            node.terminate();
            assertThat(node.endsWithin(Duration.ofSeconds(60))).isTrue();
            disk.readOnly(true);
            node.launch();
            assertThat(node.endsWithin(Duration.ofSeconds(60)))
                    .as("a start on a read-only disk ends")
                    .isTrue();
            assertThat(node.log()).contains("mediahook.data-dir=");
            disk.readOnly(false);
            node.start();
            run.repeat(MediaBehaviour.NORMAL);
            FaultsIT.check("the disk read-only at a start, then all again", run.outcome(node));
            node.close();
        }
    }

    private FaultRun run(Path place) throws Exception {
        return new FaultRun(
                folder,
                TestDatabase.SQLITE,
                1,
                Map.of(
                        "mediahook.data-dir",
                        place.resolve("data").toString(),
                        "mediahook.media.store",
                        "file:" + place.resolve("media")));
    }

    private static void fill(Path file) throws Exception {
        byte[] some = new byte[1 << 12];
        try (var out = Files.newOutputStream(file)) {
            while (true) {
                out.write(some);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }
}
