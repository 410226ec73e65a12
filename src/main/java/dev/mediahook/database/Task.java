package dev.mediahook.database;

import java.util.concurrent.CompletableFuture;

/**
 * A write that waits for the writer.
 *
 * @param alone whether it is one caller's own transaction, so that its time is bounded
 */
record Task<A, R>(GroupWrite<A, R> write, A argument, boolean alone, CompletableFuture<R> result) {

    boolean open() {
        return !result.isDone();
    }
}
