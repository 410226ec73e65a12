package dev.mediahook.bench.program;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;

/**
 * {@code mvn -q -Pbench test-compile exec:java -Dexec.args=accept} (or {@code start}), after {@code mvn package}: how many
 * deliveries a second are on disk and answered, against a route of the same program that does nothing, in turns within
 * one run; and how long a start takes and what it weighs.
 */
public final class ProgramBench {

    private static final int CONNECTIONS = 64;
    private static final Duration TURN = Duration.ofSeconds(8);
    private static final int TURNS = 3;

    private ProgramBench() {}

    public static void main(String[] args) throws Exception {
        switch (args.length == 0 ? "accept" : args[0]) {
            case "accept" -> accept();
            case "start" -> start();
            default -> throw new IllegalArgumentException("accept or start");
        }
    }

    private static void accept() throws IOException, GeneralSecurityException {
        try (Program program = Program.start(List.of())) {
            Load load = new Load(program.port(), CONNECTIONS);
            int from = 0;
            for (int warm = 0; warm < 2; warm++) {
                load.run(TURN, new Deliveries("/webhooks/bluma", from, 200_000));
                load.run(Duration.ofSeconds(4), new Deliveries("/noop", 0, 1000));
                from += 200_000;
            }
            double noop = 0;
            double kept = 0;
            for (int turn = 1; turn <= TURNS; turn++) {
                Load.Result nothing = load.run(TURN, new Deliveries("/noop", 0, 1000));
                System.out.println(nothing.row("turn " + turn + "  a route that does nothing"));
                Load.Result durable = load.run(TURN, new Deliveries("/webhooks/bluma", from, 400_000));
                System.out.println(durable.row("turn " + turn + "  verified and on disk"));
                from += 400_000;
                noop += nothing.perSecond();
                kept += durable.perSecond();
            }
            System.out.printf("ratio, mean of %d turns: %.2f%n", TURNS, kept / noop);
        }
    }

    private static void start() throws IOException {
        for (int run = 1; run <= 5; run++) {
            try (Program program = Program.start(List.of("-Xmx256m"))) {
                System.out.printf(
                        "run %d  ready after %5d ms   resident %4d MB%n",
                        run, program.readyAfterMillis(), program.residentMegabytes());
            }
        }
    }
}
