package dev.mediahook.bench.program;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Measures how many deliveries a second are verified, kept and answered. In turns with it, a route of the same program
 * that does nothing is loaded for comparison. Also measures how long deliveries wait if half as many come at a constant
 * rate.
 */
final class AcceptBench {

    private static final int CONNECTIONS = 64;
    private static final Duration TURN = Duration.ofSeconds(8);
    private static final int TURNS = Integer.getInteger("mediahook.bench.turns", 3);
    private static final Duration HALF = Duration.ofSeconds(30);
    private static final int MOST = 400_000;

    private final Load load;
    private final int port;
    private int from;

    private AcceptBench(int port) {
        this.port = port;
        this.load = new Load(port, CONNECTIONS);
    }

    /**
     * @param keeper where deliveries are kept: {@code accept} for SQLite, {@code postgresql}, or {@code kafka}
     */
    static void run(String keeper) throws Exception {
        switch (keeper) {
            case "postgresql" -> postgresql();
            case "kafka" -> kafka();
            default -> alternating(Program.JAR, Files.createTempDirectory("mediahook-bench"), List.of());
        }
    }

    private static void postgresql() throws IOException, GeneralSecurityException {
        try (EmbeddedPostgres server = SyncedPostgres.start()) {
            run(
                    Program.JAR,
                    Files.createTempDirectory("mediahook-bench"),
                    List.of(
                            "-Dmediahook.database.url=jdbc:postgresql://localhost:" + server.getPort() + "/postgres",
                            "-Dmediahook.database.user=postgres"));
        }
    }

    /**
     * Loads a node that only receives. The broker shares the node's cores, and syncs on its own schedule, as Kafka's
     * brokers do.
     */
    private static void kafka() throws Exception {
        Path folder = Files.createTempDirectory("mediahook-bench");
        try (KafkaBroker broker = new KafkaBroker(folder.resolve("kafka"))) {
            KafkaBroker.copyClientTo(Files.createDirectories(folder.resolve("lib")));
            run(
                    Files.copy(Program.JAR, folder.resolve("mediahook.jar")),
                    folder,
                    List.of(
                            "-Dmediahook.routes=classpath:mediahook/brokers/kafka.camel.yaml",
                            "-Dmediahook.kafka.brokers=" + broker.address(),
                            "-Dmediahook.kafka.consume=false",
                            "-Dmediahook.webhook.relay=direct:mediahook-to-kafka"));
        }
    }

    private static void alternating(Path jar, Path folder, List<String> options)
            throws IOException, GeneralSecurityException {
        try (Program program = Program.start(jar, folder, options)) {
            AcceptBench bench = new AcceptBench(program.port());
            bench.coldAndWarm();
            double noop = 0;
            double kept = 0;
            for (int turn = 1; turn <= TURNS; turn++) {
                noop += bench.noop(turn);
                kept += bench.kept(turn);
            }
            System.out.printf("ratio, mean of %d turns: %.2f%n", TURNS, kept / noop);
            bench.half(kept / TURNS / 2);
        }
    }

    /**
     * With a database server or a broker, the processing of kept deliveries would take many of the cores from the route
     * that does nothing. So that route is loaded first, in a program that has kept no delivery yet.
     */
    private static void run(Path jar, Path folder, List<String> options) throws IOException, GeneralSecurityException {
        double noop = 0;
        try (Program program = Program.start(jar, folder, options)) {
            AcceptBench bench = new AcceptBench(program.port());
            bench.load.run(TURN.multipliedBy(2), nothing());
            for (int turn = 1; turn <= TURNS; turn++) {
                noop += bench.noop(turn);
            }
        }
        try (Program program = Program.start(jar, folder, options)) {
            AcceptBench bench = new AcceptBench(program.port());
            bench.coldAndWarm();
            double kept = 0;
            for (int turn = 1; turn <= TURNS; turn++) {
                kept += bench.kept(turn);
            }
            System.out.printf("ratio, mean of %d turns: %.2f%n", TURNS, kept / noop);
            bench.half(kept / TURNS / 2);
        }
    }

    /** Measures the cold program as well, since senders don't wait for its compiler. Then warms it up. */
    private void coldAndWarm() throws IOException, GeneralSecurityException {
        System.out.println(load.run(Duration.ofSeconds(10), next()).row("its first ten seconds"));
        for (int warm = 0; warm < 2; warm++) {
            load.run(TURN, next());
            load.run(Duration.ofSeconds(4), nothing());
        }
    }

    private double noop(int turn) throws IOException, GeneralSecurityException {
        Load.Result without = load.run(TURN, nothing());
        System.out.println(without.row("turn " + turn + "  a route that does nothing"));
        return without.perSecond();
    }

    private double kept(int turn) throws IOException, GeneralSecurityException {
        Load.Result durable = load.run(TURN, next());
        System.out.println(durable.row("turn " + turn + "  verified and on disk"));
        return durable.perSecond();
    }

    /** Counts each wait from when its delivery was due, so that no wait is left out. */
    private void half(double perSecond) throws IOException, GeneralSecurityException {
        Load.Result half = new OpenLoad(port).run(perSecond, HALF, next());
        System.out.println(half.row(String.format("constant arrival of %.0f/s", perSecond)));
        Histogram waits = half.waits();
        for (double percentile : new double[] {50, 90, 99, 99.9, 99.99, 100}) {
            System.out.printf("  %6.2f %%   %7.1f ms%n", percentile, waits.getValueAtPercentile(percentile) / 1000.0);
        }
    }

    private Deliveries next() throws GeneralSecurityException {
        Deliveries deliveries = new Deliveries("/webhooks/bluma", "video.processing", from, MOST);
        from += MOST;
        return deliveries;
    }

    private static Deliveries nothing() throws GeneralSecurityException {
        return new Deliveries("/noop", "video.processing", 0, 1000);
    }
}
