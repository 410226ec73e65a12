package dev.mediahook.database;

import java.util.concurrent.CompletableFuture;

/**
 * A write that waits for the writer.
 *
 * @param alone whether it is one caller's own transaction, so that its time is bounded
 * @param sinceNanos when it began to wait
 */
record Task<A, R>(GroupWrite<A, R> write, A argument, boolean alone, long sinceNanos, CompletableFuture<R> result) {

    boolean open() {
        return !result.isDone();
    }
}
