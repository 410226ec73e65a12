package dev.mediahook.bench.program;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;

/**
 * Runs one of the benchmarks against the packaged program. After {@code mvn package}, run
 * {@code mvn -q -Pbench test-compile exec:java -Dexec.args=accept}, or another argument instead of {@code accept}:
 *
 * <ul>
 *   <li>{@code accept}, {@code postgresql}, {@code kafka}: how many deliveries a second are on disk and answered, in
 *       turns with a route of the same program that does nothing
 *   <li>{@code before}: the same, compared with an earlier jar
 *   <li>{@code undone}: what 200,000 undone events cost of that rate
 *   <li>{@code kept}, {@code kept-postgresql}: what a large inbox costs
 *   <li>{@code nodes}: several programs on one PostgreSQL
 *   <li>{@code soak}: an hour under constant load
 *   <li>{@code signatures}: the kinds of signatures
 *   <li>{@code cold}: how many deliveries a second a program takes in its first twenty seconds
 *   <li>{@code start}: how long a start takes, and how much memory the program has then
 *   <li>{@code polling}: what watching 100,000 open jobs costs
 *   <li>{@code console}: how soon the console shows its pages
 *   <li>{@code folder}, {@code images}, {@code s3}: how fast media are stored
 * </ul>
 */
public final class ProgramBench {

    private static final int CONNECTIONS = 64;
    private static final Duration TURN = Duration.ofSeconds(8);
    private static final int TURNS = 3;
    private static final int UNDONE = 200_000;

    private ProgramBench() {}

    public static void main(String[] args) throws Exception {
        switch (args.length == 0 ? "accept" : args[0]) {
            case "accept", "postgresql", "kafka" -> AcceptBench.run(args.length == 0 ? "accept" : args[0]);
            case "before" -> BeforeBench.run();
            case "undone" -> undone();
            case "signatures" -> SignatureBench.run();
            case "cold" -> ColdBench.run();
            case "start" -> start();
            case "nodes" -> NodesBench.run();
            case "kept", "kept-postgresql" -> KeptBench.run(args[0].equals("kept-postgresql"));
            case "polling" -> PollingBench.run();
            case "soak" -> SoakBench.run();
            case "console" -> ConsoleBench.run();
            case "folder", "images", "s3" -> TransferBench.run(args[0]);
            default ->
                throw new IllegalArgumentException(
                        "accept, postgresql, kafka, before, undone, kept, kept-postgresql, nodes, soak, signatures, cold, start, polling, console, folder, images"
                                + " or s3");
        }
    }

    /** Loads in turns a program with an empty inbox, and one with 200,000 successes whose media host is away. */
    private static void undone() throws IOException, GeneralSecurityException {
        double empty = 0;
        double full = 0;
        for (int turn = 1; turn <= TURNS; turn++) {
            Load.Result without = loaded("/noop", 0);
            System.out.println(without.row("turn " + turn + "  an empty inbox"));
            Load.Result with = loaded("/webhooks/bluma", UNDONE);
            System.out.println(with.row("turn " + turn + "  " + UNDONE + " undone events"));
            empty += without.perSecond();
            full += with.perSecond();
        }
        System.out.printf("ratio, mean of %d turns: %.2f%n", TURNS, full / empty);
    }

    /**
     * Warms up a new program with the same number of requests in both cases, and then measures how it keeps deliveries.
     */
    private static Load.Result loaded(String path, int undone) throws IOException, GeneralSecurityException {
        try (Program program = Program.start(List.of())) {
            Load load = new Load(program.port(), CONNECTIONS);
            load.run(TURN, new Deliveries("/webhooks/bluma", "video.processing", 0, 200_000));
            Deliveries first = new Deliveries(path, "video.completed", 1_000_000, UNDONE);
            while (first.sent() < UNDONE) {
                load.run(Duration.ofSeconds(1), first);
            }
            long waiting = program.undone();
            if (waiting < undone) {
                throw new IOException("only " + waiting + " events are undone");
            }
            return load.run(TURN, new Deliveries("/webhooks/bluma", "video.processing", 2_000_000, 400_000));
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
