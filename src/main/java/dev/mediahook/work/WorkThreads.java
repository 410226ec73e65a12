package dev.mediahook.work;

/**
 * All threads of the program except the servers' own. A task of {@code events} may wait for {@code transfers} and for
 * {@code calls}, a task of {@code transfers} for {@code calls}, and these for no pool, so that no deadlock can arise.
 *
 * @param loops makes the loops that have a thread of their own
 * @param schedule runs repeated tasks
 * @param events works on kept events
 * @param transfers fetches and stores media
 * @param calls calls senders' APIs, uploads media, and notifies targets
 */
public record WorkThreads(
        Loops loops, Schedule schedule, SharedThreads events, SharedThreads transfers, SharedThreads calls)
        implements AutoCloseable {

    /** One for each repeated task that may be slow: polling, media at risk, deleting old records, sweeping parts. */
    private static final int TIMERS = 4;

    /** Threads begin with the first work for them. */
    public static WorkThreads of(ThreadBudget budget, Loops loops, Pools pools) {
        ThreadLocal<Share> current = ThreadLocal.withInitial(() -> Share.OF_NOBODY);
        return new WorkThreads(
                loops,
                new Schedule(pools.timers("mediahook-timer", TIMERS), loops),
                shared(pools, "mediahook-event", budget.events(), current, loops),
                shared(pools, "mediahook-transfer", budget.transfers(), current, loops),
                shared(pools, "mediahook-call", budget.calls(), current, loops));
    }

    private static SharedThreads shared(Pools pools, String name, int most, ThreadLocal<Share> current, Loops loops) {
        return new SharedThreads(pools.threads(name, most), most, current, loops.ending());
    }

    /** Running work goes on. */
    @Override
    public void close() {
        schedule.close();
        events.shutdown();
        transfers.shutdown();
        calls.shutdown();
    }
}
