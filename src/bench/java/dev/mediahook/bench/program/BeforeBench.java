package dev.mediahook.bench.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Compares how many deliveries a second this program keeps with the program of an earlier jar, which
 * {@code -Dmediahook.bench.before} names. Both run all the time and are loaded in turns. The order changes from turn to
 * turn.
 */
final class BeforeBench {

    private static final int CONNECTIONS = 64;
    private static final Duration TURN = Duration.ofSeconds(8);
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration REST = Duration.ofSeconds(4);
    private static final int SOME = 20_000;
    private static final int TURNS = Integer.getInteger("mediahook.bench.turns", 6);

    private BeforeBench() {}

    static void run() throws IOException, GeneralSecurityException {
        Path earlier = Path.of(System.getProperty("mediahook.bench.before", "before.jar"));
        if (!Files.isRegularFile(earlier)) {
            throw new IllegalArgumentException("name the jar of an earlier version: -Dmediahook.bench.before=PATH");
        }
        try (Side before = Side.start("before", earlier);
                Side now = Side.start("now", Program.JAR)) {
            before.keepSome();
            now.keepSome();
            compare("repeats", before, now, Side::repeat);
            compare("new", before, now, Side::keep);
        }
    }

    private interface Work {
        Load.Result of(Side side, Duration time) throws IOException, GeneralSecurityException;
    }

    private static void compare(String what, Side before, Side now, Work work)
            throws IOException, GeneralSecurityException {
        work.of(before, WARM_UP);
        work.of(now, WARM_UP);
        double[] rates = new double[2];
        double[] costs = new double[2];
        for (int turn = 1; turn <= TURNS; turn++) {
            for (Side side : turn % 2 == 0 ? List.of(now, before) : List.of(before, now)) {
                LockSupport.parkNanos(REST.toNanos());
                Duration spent = side.program.cpu();
                Load.Result result = work.of(side, TURN);
                double micros = side.program.cpu().minus(spent).toNanos()
                        / 1e3
                        / result.waits().getTotalCount();
                System.out.printf(
                        "%s   %4.0f us of a core each, %d undone%n",
                        result.row("turn " + turn + "  " + what + ", " + side.name), micros, side.program.undone());
                rates[side == now ? 1 : 0] += result.perSecond();
                costs[side == now ? 1 : 0] += micros;
            }
        }
        System.out.printf(
                "%s: now against before, mean of %d turns: %.2f of the rate, %.2f of the time on a core%n",
                what, TURNS, rates[1] / rates[0], costs[1] / costs[0]);
    }

    private static final class Side implements AutoCloseable {
        private final String name;
        private final Program program;
        private final Load load;
        private int from = SOME;

        private Side(String name, Program program) {
            this.name = name;
            this.program = program;
            load = new Load(program.port(), CONNECTIONS);
        }

        static Side start(String name, Path jar) throws IOException {
            return new Side(name, Program.start(jar, Files.createTempDirectory("mediahook-bench"), List.of()));
        }

        /** Delivers the events that are repeated later. Returns when all of them are processed. */
        void keepSome() throws IOException, GeneralSecurityException {
            load.run(SOME, some());
            while (program.undone() > 0) {
                LockSupport.parkNanos(100_000_000);
            }
        }

        Load.Result repeat(Duration time) throws IOException, GeneralSecurityException {
            return load.run(time, some());
        }

        Load.Result keep(Duration time) throws IOException, GeneralSecurityException {
            from += 600_000;
            return load.run(time, new Deliveries("/webhooks/bluma", "video.processing", from, 600_000));
        }

        private static Deliveries some() throws GeneralSecurityException {
            return new Deliveries("/webhooks/bluma", "video.processing", 0, SOME);
        }

        @Override
        public void close() {
            program.close();
        }
    }
}
