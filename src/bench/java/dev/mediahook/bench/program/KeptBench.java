package dev.mediahook.bench.program;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** What a million kept events and jobs, a tenth of them undone or dead, cost on SQLite: of the accept rate, and of each page. */
final class KeptBench {

    private static final int CONNECTIONS = 64;
    private static final int KEPT = 1_000_000;
    private static final int TURNS = 2;
    private static final Duration TURN = Duration.ofSeconds(8);
    private static final String TOKEN = "bench";
    private static final List<String> OPTIONS = List.of("-Dmediahook.api.token=" + TOKEN);

    private static final List<String> PAGES = List.of(
            "overview",
            "senders",
            "events",
            "events?state=dead",
            "events?state=done&sender=bfl",
            "jobs?limit=500",
            "jobs?status=failed",
            "notifications?state=pending",
            "targets",
            "costs",
            "drift",
            "rejections");

    private KeptBench() {}

    static void run() throws IOException, GeneralSecurityException, SQLException, InterruptedException {
        double empty = 0;
        double full = 0;
        for (int turn = 1; turn <= TURNS; turn++) {
            Load.Result without = turn(false, turn);
            System.out.println(without.row("turn " + turn + "  an empty inbox"));
            Load.Result with = turn(true, turn);
            System.out.println(with.row("turn " + turn + "  " + KEPT + " kept events"));
            empty += without.perSecond();
            full += with.perSecond();
        }
        System.out.printf("ratio, mean of %d turns: %.2f%n", TURNS, full / empty);
    }

    private static Load.Result turn(boolean filled, int turn)
            throws IOException, GeneralSecurityException, SQLException, InterruptedException {
        Path folder = Files.createTempDirectory("mediahook-bench");
        if (filled) {
            Program.start(folder, OPTIONS).close();
            fill(folder);
        }
        try (Program program = Program.start(folder, OPTIONS)) {
            if (filled) {
                System.out.printf("turn %d  ready after %d ms%n", turn, program.readyAfterMillis());
            }
            Load load = new Load(program.port(), CONNECTIONS);
            load.run(TURN, new Deliveries("/webhooks/bluma", "video.processing", 0, 200_000));
            Load.Result result =
                    load.run(TURN, new Deliveries("/webhooks/bluma", "video.processing", 2_000_000, 400_000));
            if (filled && turn == TURNS) {
                pages(program.port());
            }
            return result;
        }
    }

    private static void pages(int port) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        for (String page : PAGES) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/" + page))
                    .header("Authorization", "Bearer " + TOKEN)
                    .build();
            Histogram times = new Histogram(60_000_000L, 3);
            for (int i = 0; i < 20; i++) {
                long begun = System.nanoTime();
                int status = client.send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode();
                if (status != 200) {
                    throw new IOException(page + " answered " + status);
                }
                times.recordValue((System.nanoTime() - begun) / 1000);
                // The overview is made once a second.
                LockSupport.parkNanos(page.equals("overview") ? 1_100_000_000L : 0);
            }
            System.out.printf(
                    "%-32s p50 %6.1f ms   slowest of 20 %6.1f ms%n",
                    page, times.getValueAtPercentile(50) / 1000.0, times.getMaxValue() / 1000.0);
        }
    }

    /** Of five senders; with bodies of 400 bytes. */
    private static void fill(Path folder) throws SQLException {
        String many = " FROM (WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < " + KEPT
                + ") SELECT n FROM many) AS numbers";
        String sender =
                "CASE n % 5 WHEN 0 THEN 'krea' WHEN 1 THEN 'bfl' WHEN 2 THEN 'luma' WHEN 3 THEN 'fal' ELSE 'bluma' END";
        long now = System.currentTimeMillis();
        String at = "(" + (now - 86_400_000L) + " + n / 20)";
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/mediahook.db"));
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // The ids of a time are this much higher than its milliseconds.
            String id = "(" + at + " * 2097152 + n)";
            statement.execute(
                    "INSERT INTO mediahook_event (id, sender, dedup_key, type, job_id, via, received_at, state,"
                            + " since, deadline, due, body) SELECT " + id + ", " + sender
                            + ", 'k' || n, 'Ready', 'old-' || n,"
                            + " 'webhook', " + at
                            + ", CASE n % 20 WHEN 0 THEN 'accepted' WHEN 10 THEN 'dead' ELSE 'done' END, 0, "
                            + (now + 7_000_000L) + ", " + (now + 60_000L) + ", randomblob(400)" + many);
            statement.execute("INSERT INTO mediahook_job (seq, sender, job_id, status, status_event, submitted_at,"
                    + " completed_at) SELECT " + id + ", " + sender + ", 'old-' || n, CASE n % 9 WHEN 0 THEN 'failed'"
                    + " ELSE 'completed' END, " + id + ", " + at + " - 60000, " + at + many);
            statement.execute("INSERT INTO mediahook_medium (sender, job_id, idx, source_url, location) SELECT "
                    + sender + ", 'old-' || n, 0, 'https://media.example/' || n, 'file:old'" + many);
            connection.commit();
        }
    }
}
