package dev.mediahook.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransferSlotsTest {

    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Map<String, Integer> waiting = new ConcurrentHashMap<>();
    private final TransferSlots slots = new TransferSlots(16, 4, waiting::put);
    private final ExecutorService beside = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        beside.shutdownNow();
    }

    @Test
    void letsSoManyAtOneAddressAndLeavesTheOthersAlone() throws InterruptedException {
        List<TransferSlots.Slot> held = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            held.add(acquire("bfl", "event-" + i, "address").orElseThrow());
        }
        assertThat(acquire("krea", "other", "address")).isEmpty();
        assertThat(acquire("krea", "other", "elsewhere")).isPresent();

        held.get(0).close();
        assertThat(acquire("krea", "other", "address")).isPresent();
    }

    @Test
    void givesOneEventAQuarterAndOneSenderThreeQuarters() throws InterruptedException {
        int ofTheEvent = 0;
        for (int i = 0; i < 16; i++) {
            ofTheEvent += acquire("bfl", "event", "address-" + i).isPresent() ? 1 : 0;
        }
        assertThat(ofTheEvent).isEqualTo(4);

        int ofTheSender = ofTheEvent;
        for (int i = 0; i < 16; i++) {
            ofTheSender += acquire("bfl", "event-" + i, "other-" + i).isPresent() ? 1 : 0;
        }
        assertThat(ofTheSender).isEqualTo(12);
        assertThat(acquire("krea", "other", "elsewhere")).isPresent();
    }

    @Test
    void servesTheSenderWithTheFewestFirst() throws InterruptedException {
        List<TransferSlots.Slot> held = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            held.add(acquire("bfl", "event-" + i, "address-" + i).orElseThrow());
        }
        for (int i = 0; i < 4; i++) {
            held.add(acquire("krea", "event-krea-" + i, "krea-" + i).orElseThrow());
        }
        CompletableFuture<Optional<TransferSlots.Slot>> many = later("bfl", "late", "x");
        awaitWaiting("bfl", 1);
        CompletableFuture<Optional<TransferSlots.Slot>> few = later("bluma", "one", "y");
        awaitWaiting("bluma", 1);

        held.get(0).close();
        assertThat(few.join()).isPresent();
        assertThat(many).isNotDone();

        held.get(1).close();
        assertThat(many.join()).isPresent();
        awaitWaiting("bfl", 0);
    }

    @Test
    void forgetsWhoIsInterruptedOrHasHadEnough() throws InterruptedException {
        for (int i = 0; i < 4; i++) {
            assertThat(acquire("bfl", "event-" + i, "address")).isPresent();
        }
        assertThat(acquire("bfl", "impatient", "address")).isEmpty();
        Thread one = new Thread(() -> {
            try {
                slots.acquire(new TransferSlots.Claim("bfl", "interrupted", "address"), LONG);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });
        one.start();
        awaitWaiting("bfl", 1);
        one.interrupt();
        one.join();

        assertThat(waiting).containsEntry("bfl", 0);
    }

    private Optional<TransferSlots.Slot> acquire(String sender, String event, String address)
            throws InterruptedException {
        return slots.acquire(new TransferSlots.Claim(sender, event, address), SOON);
    }

    private CompletableFuture<Optional<TransferSlots.Slot>> later(String sender, String event, String address) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return slots.acquire(new TransferSlots.Claim(sender, event, address), LONG);
                    } catch (InterruptedException stopping) {
                        Thread.currentThread().interrupt();
                        return Optional.empty();
                    }
                },
                beside);
    }

    private void awaitWaiting(String sender, int media) {
        Awaitility.await().until(() -> waiting.getOrDefault(sender, 0) == media);
    }
}
