package dev.mediahook.database;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Keeps a writer busy. */
public final class HeldWriter {

    private HeldWriter() {}

    /** Returns once the writer is busy with a write that lasts until the latch is released. */
    public static CountDownLatch of(GroupCommit writer) throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        GroupWrite<String, String> waiting = (handle, all) -> {
            held.countDown();
            try {
                go.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return all;
        };
        CompletableFuture<String> unused = writer.submit(waiting, "");
        held.await();
        return go;
    }
}
