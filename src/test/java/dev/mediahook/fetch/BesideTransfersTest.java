package dev.mediahook.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediahook.work.ThreadBudget;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BesideTransfersTest {

    private final ExecutorService beside = BesideTransfers.threads();
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void end() {
        over.countDown();
        beside.shutdown();
    }

    @Test
    void areFewAndWhoeverFindsThemBusyDoesItsWorkItself() {
        for (int i = 0; i < ThreadBudget.BESIDE_TRANSFERS; i++) {
            beside.execute(this::hang);
        }
        Set<Thread> doers = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < 100; i++) {
            beside.execute(() -> doers.add(Thread.currentThread()));
        }

        assertThat(doers).containsExactly(Thread.currentThread());
    }

    @Test
    void refuseWorkOnceTheProgramStops() {
        beside.shutdown();

        assertThatThrownBy(() -> beside.execute(this::hang)).isInstanceOf(RejectedExecutionException.class);
    }

    private void hang() {
        try {
            over.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
