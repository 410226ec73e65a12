package dev.mediahook.work;

import java.time.Duration;

/** Makes threads for one test. */
public final class TestThreads {

    private TestThreads() {}

    /** Loops whose heartbeats nobody watches. */
    public static Loops loops() {
        return new Loops(new Heartbeats(Duration.ofMinutes(1)), (thread, failure) -> {});
    }

    /** A small number of threads of each kind. */
    public static WorkThreads few() {
        return WorkThreads.of(new ThreadBudget(16, 16, 24), loops(), Pools.OWN);
    }

    /** A schedule with one timer. */
    public static Schedule schedule() {
        return new Schedule(Pools.OWN.timers("test-timer", 1), loops());
    }

    /** Errors that end one step of the program, but not the program. */
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
