package dev.mediahook.work;

import java.time.Duration;

/** Threads of a test's own. */
public final class TestThreads {

    private TestThreads() {}

    /** Loops that nobody watches. */
    public static Loops loops() {
        return new Loops(new Heartbeats(Duration.ofMinutes(1)), (thread, failure) -> {});
    }

    /** Few threads of each kind. */
    public static WorkThreads few() {
        return WorkThreads.of(new ThreadBudget(16, 16, 24), loops(), Pools.OWN);
    }

    /** One timer. */
    public static Schedule schedule() {
        return new Schedule(Pools.OWN.timers("test-timer", 1), loops());
    }

    /** What ends one step of a program, and nothing else of it. */
    public static Error[] survivable() {
        return new Error[] {
            new StackOverflowError(),
            new OutOfMemoryError("Java heap space"),
            new NoClassDefFoundError("dev/example/Missing"),
            new ExceptionInInitializerError("of a class"),
            new AssertionError("of a step")
        };
    }
}
