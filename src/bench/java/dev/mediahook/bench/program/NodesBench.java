package dev.mediahook.bench.program;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measures one, two and three programs on one PostgreSQL. Half of the deliveries come twice at the same instant. */
final class NodesBench {

    /** In all, however many programs there are. */
    private static final int CONNECTIONS = Integer.getInteger("mediahook.bench.connections", 64);

    private static final int DELIVERIES = 220_000;
    private static final Duration TURN = Duration.ofSeconds(20);
    private static final int TURNS = Integer.getInteger("mediahook.bench.turns", 2);
    /** The warm-up of each program. A cold program compiles its code on the cores that all programs share. */
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    /** The time of one load of the warm-up. It is so short that each of its deliveries is new, as in the turn. */
    private static final Duration SLICE = Duration.ofSeconds(15);

    private static final int MOST_NODES = Integer.getInteger("mediahook.bench.nodes", 3);

    private NodesBench() {}

    static void run() throws IOException, GeneralSecurityException, SQLException {
        double[] rates = new double[MOST_NODES + 1];
        try (EmbeddedPostgres server = SyncedPostgres.start()) {
            for (int turn = 1; turn <= TURNS; turn++) {
                for (int nodes = 1; nodes <= MOST_NODES; nodes++) {
                    Load.Result result = turn(server, "turn_" + turn + "_" + nodes, nodes);
                    System.out.println(result.row("turn " + turn + "  nodes: " + nodes));
                    rates[nodes] += result.perSecond();
                }
            }
        }
        for (int nodes = 2; nodes <= MOST_NODES; nodes++) {
            System.out.printf("%d nodes against one, mean of %d turns: %.2f%n", nodes, TURNS, rates[nodes] / rates[1]);
        }
    }

    private static Load.Result turn(EmbeddedPostgres server, String name, int nodes)
            throws IOException, GeneralSecurityException, SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        List<Program> programs = new ArrayList<>();
        try {
            for (int node = 0; node < nodes; node++) {
                programs.add(Program.start(List.of(
                        "-Dmediahook.database.url=jdbc:postgresql://localhost:" + server.getPort() + "/" + name,
                        "-Dmediahook.database.user=postgres")));
            }
            Load load = new Load(programs.stream().map(Program::port).toList(), CONNECTIONS);
            int made = 0;
            for (long end = System.nanoTime() + WARM_UP.toNanos() * nodes; System.nanoTime() < end; ) {
                Load.Result slice = load.run(SLICE, Deliveries.halfRepeated(made, DELIVERIES));
                System.out.println(slice.row("warm-up, nodes: " + nodes));
                made += DELIVERIES;
            }
            Load.Result result = load.run(TURN, Deliveries.halfRepeated(made, DELIVERIES));
            for (Program program : programs) {
                if (Files.readString(program.folder().resolve("log")).contains("deadlock detected")) {
                    System.out.println("a deadlock stands in the log of " + program.folder());
                }
            }
            return result;
        } finally {
            programs.forEach(Program::close);
        }
    }
}
