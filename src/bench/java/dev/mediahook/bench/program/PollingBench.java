package dev.mediahook.bench.program;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures what it costs to watch many open jobs, apart from the calls to the sender. The rate of calls is the same for
 * few jobs and for many.
 */
final class PollingBench {

    private static final int FEW = 400;
    private static final int MANY = 100_000;
    private static final int PER_MINUTE = 6000;
    private static final Duration TIME = Duration.ofSeconds(20);
    private static final byte[] RUNNING =
            "{\"job_id\":\"x\",\"status\":\"processing\"}".getBytes(StandardCharsets.UTF_8);

    private PollingBench() {}

    static void run() throws IOException, SQLException {
        AtomicLong calls = new AtomicLong();
        HttpServer sender = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sender.setExecutor(Executors.newFixedThreadPool(2));
        sender.createContext("/jobs/", exchange -> {
            calls.incrementAndGet();
            exchange.sendResponseHeaders(200, RUNNING.length);
            exchange.getResponseBody().write(RUNNING);
            exchange.close();
        });
        sender.start();
        String api = "http://127.0.0.1:" + sender.getAddress().getPort();
        try {
            for (int turn = 1; turn <= 2; turn++) {
                double few = measured(api, FEW, calls, turn);
                double many = measured(api, MANY, calls, turn);
                System.out.printf("turn %d  beyond the calls: %.1f %% of one core%n", turn, (many - few) * 100);
            }
        } finally {
            sender.stop(0);
        }
    }

    /** The share of one core that the program takes while it watches this many jobs. */
    private static double measured(String api, int jobs, AtomicLong calls, int turn) throws IOException, SQLException {
        List<String> options = List.of(
                "-Dmediahook.krea.api-url=" + api,
                "-Dmediahook.krea.api-key=key",
                "-Dmediahook.krea.polls-per-minute=" + PER_MINUTE,
                "-Dmediahook.poll.every=2s");
        Path folder;
        try (Program empty = Program.start(options)) {
            folder = empty.folder();
        }
        watch(folder, jobs);
        try (Program program = Program.start(folder, options)) {
            LockSupport.parkNanos(Duration.ofSeconds(10).toNanos());
            long callsBefore = calls.get();
            Duration before = program.cpu();
            LockSupport.parkNanos(TIME.toNanos());
            double share = (double) program.cpu().minus(before).toMillis() / TIME.toMillis();
            System.out.printf(
                    "turn %d  %6d open jobs   %5.1f calls/s of %d allowed   %4.1f %% of one core%n",
                    turn, jobs, (double) (calls.get() - callsBefore) / TIME.toSeconds(), PER_MINUTE / 60, share * 100);
            return share;
        }
    }

    private static void watch(Path folder, int jobs) throws SQLException {
        long now = System.currentTimeMillis();
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/mediahook.db"));
                PreparedStatement insert = database.prepareStatement(
                        "INSERT INTO mediahook_watch (sender, job_id, due, until) VALUES ('krea', ?, ?, ?)")) {
            database.setAutoCommit(false);
            for (int i = 0; i < jobs; i++) {
                insert.setString(1, "job-" + i);
                insert.setLong(2, now);
                insert.setLong(3, now + Duration.ofHours(2).toMillis());
                insert.addBatch();
            }
            insert.executeBatch();
            database.commit();
        }
    }
}
