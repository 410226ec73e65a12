package dev.mediahook.database;

import java.util.concurrent.CompletableFuture;

/**
 * A write in the queue.
 *
 * @param alone whether this is one caller's own transaction, whose time is limited
 * @param sinceNanos when the write was queued
 */
record Task<A, R>(GroupWrite<A, R> write, A argument, boolean alone, long sinceNanos, CompletableFuture<R> result) {

    boolean open() {
        return !result.isDone();
    }
}
