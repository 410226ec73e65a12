package dev.mediahook.database;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Keeps a database's writer busy. */
final class HeldWriter {

    private HeldWriter() {}

    /** Comes back when the writer is busy with a write that ends with the latch. */
    static CountDownLatch of(Database database) throws InterruptedException {
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
        CompletableFuture<String> unused = database.writer().submit(waiting, "");
        held.await();
        return go;
    }
}
