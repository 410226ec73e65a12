package dev.mediahook.bench.dispatch;

/** Prints the tables behind docs/design/04-why-our-own-dispatcher.md. */
public final class DispatcherBench {
    private DispatcherBench() {}

    /**
     * Runs the three measurements, which take about two minutes in all.
     *
     * @param arguments one of {@code insert}, {@code contention}, {@code separation}; none for all
     */
    public static void main(String[] arguments) throws Exception {
        String only = arguments.length == 0 ? "all" : arguments[0];
        if (only.equals("all") || only.equals("insert")) {
            InsertBench.run();
        }
        if (only.equals("all") || only.equals("contention")) {
            ContentionBench.run();
        }
        if (only.equals("all") || only.equals("separation")) {
            SeparationBench.run();
        }
    }
}
