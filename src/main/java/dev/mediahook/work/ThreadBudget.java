package dev.mediahook.work;

/**
 * How the threads of the program are divided.
 *
 * @param events threads that work on kept events
 * @param transfers threads that fetch and store media
 * @param calls threads that call senders' APIs, upload media, and notify targets
 */
public record ThreadBudget(int events, int transfers, int calls) {

    /** Threads that write and hash large media beside their transfers. */
    public static final int BESIDE_TRANSFERS = 4;

    /**
     * Threads that do not depend on the load: two event loops and their helpers (8), health and metrics (4), the API
     * and its calls to senders (12), the writers, the dispatcher, the listener for other nodes and the timers (11), the
     * database's pool (2), the deadlines of media, of senders' APIs and of notifications (3), parts of uploads (8), the
     * main thread, and {@link #BESIDE_TRANSFERS}.
     */
    static final int FIXED = 49 + BESIDE_TRANSFERS;

    private static final int LEAST = 12;

    /**
     * Divides the threads that the webhooks leave.
     *
     * @param threads of the whole program
     * @param webhooks how many deliveries are processed at once
     * @param transfers how many media may be fetched at once
     * @throws IllegalArgumentException if too few threads are left
     */
    public static ThreadBudget of(int threads, int webhooks, int transfers) {
        int left = threads - webhooks - FIXED;
        if (left < LEAST) {
            throw new IllegalArgumentException("needs " + (webhooks + FIXED + LEAST) + " or more");
        }
        int fetching = Math.min(transfers, left / 3);
        int calls = (left - fetching) / 2;
        return new ThreadBudget(left - fetching - calls, fetching, calls);
    }
}
