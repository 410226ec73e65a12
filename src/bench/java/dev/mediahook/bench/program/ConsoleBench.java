package dev.mediahook.bench.program;

import dev.mediahook.console.PaintBench;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.imageio.ImageIO;
import org.HdrHistogram.Histogram;

/** Measures the console with a million events and a hundred thousand jobs, each with a stored medium, on SQLite. */
final class ConsoleBench {

    private static final int EVENTS = 1_000_000;
    private static final int JOBS = 100_000;
    private static final String TOKEN = "token-of-the-bench";
    private static final List<String> OPTIONS = List.of("-Dmediahook.api.token=" + TOKEN);
    private static final String JOB = "bfl/job-99996";

    /** The API calls of the console's pages. */
    private static final List<String> CALLS = List.of(
            "overview",
            "senders",
            "rejections",
            "jobs?limit=60",
            "jobs?limit=60&status=failed",
            "jobs?limit=60&sender=fal&status=completed",
            "jobs?limit=60&job=job-99",
            "jobs/" + JOB,
            "jobs/" + JOB + "/media/0",
            "events?limit=12",
            "events?limit=60&sender=krea",
            "events?state=dead&limit=500",
            "search?id=job-99996&limit=50",
            "targets",
            "drift",
            "costs");

    private ConsoleBench() {}

    static void run() throws IOException, SQLException, InterruptedException {
        Path folder = Files.createTempDirectory("mediahook-bench");
        Program.start(folder, OPTIONS).close();
        fill(folder);
        try (Program program = Program.start(folder, OPTIONS)) {
            System.out.printf("ready after %d ms%n", program.readyAfterMillis());
            URI url = URI.create("http://127.0.0.1:" + program.port());
            calls(url);
            PaintBench.run(url, TOKEN, "/jobs/" + JOB, program::cpu);
        }
    }

    private static void calls(URI program) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        for (String call : CALLS) {
            HttpRequest request = HttpRequest.newBuilder(program.resolve("/api/" + call))
                    .header("Authorization", "Bearer " + TOKEN)
                    .build();
            Histogram times = new Histogram(60_000_000L, 3);
            long first = 0;
            for (int i = 0; i < 20; i++) {
                long begun = System.nanoTime();
                int status = client.send(request, HttpResponse.BodyHandlers.ofByteArray())
                        .statusCode();
                long took = (System.nanoTime() - begun) / 1000;
                if (status != 200) {
                    throw new IOException(call + " answered " + status);
                }
                first = i == 0 ? took : first;
                times.recordValue(took);
                // The program computes the overview once a second.
                LockSupport.parkNanos(call.equals("overview") ? 1_100_000_000L : 0);
            }
            System.out.printf(
                    "%-44s first %6.1f ms   p50 %6.1f ms   slowest of 20 %6.1f ms%n",
                    "/api/" + call,
                    first / 1000.0,
                    times.getValueAtPercentile(50) / 1000.0,
                    times.getMaxValue() / 1000.0);
        }
    }

    /**
     * Makes events and jobs of five senders. Each job has ten events with bodies of 400 bytes; a twentieth of the
     * events is dead. All media are the same file.
     */
    private static void fill(Path folder) throws IOException, SQLException {
        Path picture =
                Files.createDirectories(folder.resolve("data/media/bench")).resolve("0.png");
        ImageIO.write(new BufferedImage(512, 512, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
        long size = Files.size(picture);
        long now = System.currentTimeMillis();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/mediahook.db"));
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // An event's id holds its time. The newest job has the newest events.
            String at = "(" + (now - 86_400_000L) + " + n * 86)";
            String id = "(" + at + " * 2097152 + n)";
            statement.execute(
                    "INSERT INTO mediahook_event (id, sender, dedup_key, type, job_id, via, received_at, state,"
                            + " since, deadline, due, reason, body, headers) SELECT " + id + ", " + sender("(n / 10)")
                            + ", 'k' || n, 'Ready', 'job-' || (n / 10), 'webhook', " + at
                            + ", CASE n % 20 WHEN 10 THEN 'dead' ELSE 'done' END, 0, 0, 0,"
                            + " CASE n % 20 WHEN 10 THEN 'url_expired' END,"
                            + " CAST('{\"id\":\"job-' || (n / 10) || '\",\"status\":\"Ready\",\"result\":{\"sample\":\"https://media.example/'"
                            + " || n || '\"},\"more\":\"' || hex(randomblob(150)) || '\"}' AS BLOB),"
                            + " 'content-type: application/json'||char(10)||'host: hooks.example'" + many(EVENTS));
            String first = "(" + (now - 86_400_000L) + " + n * 860)";
            String seq = "(" + first + " * 2097152 + n)";
            statement.execute("INSERT INTO mediahook_job (seq, sender, job_id, status, status_event, status_by_sender,"
                    + " submitted_at, completed_at, error_code) SELECT " + seq + ", " + sender("n") + ", 'job-' || n,"
                    + " CASE n % 9 WHEN 1 THEN 'failed' ELSE 'completed' END, 0, 'Ready', " + first + " - 60000, "
                    + first
                    + ", CASE n % 9 WHEN 1 THEN 'url_expired' END" + many(JOBS));
            statement.execute("INSERT INTO mediahook_medium (sender, job_id, idx, source_url, location, name,"
                    + " content_type, size, sha256, stored_at, width, height, source_host, fetch_ms, fetches, c2pa) SELECT "
                    + sender("n") + ", 'job-' || n, 0, 'https://media.example/' || n, 'file:' || n, 'bench/0.png',"
                    + " 'image/png', " + size + ", 'sha-' || n, " + first
                    + ", 512, 512, 'media.example', 120, 1, 'absent'"
                    + many(JOBS));
            connection.commit();
        }
    }

    private static String many(int most) {
        return " FROM (WITH RECURSIVE many(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM many WHERE n < " + (most - 1)
                + ") SELECT n FROM many) AS numbers";
    }

    private static String sender(String number) {
        return "CASE " + number
                + " % 5 WHEN 0 THEN 'krea' WHEN 1 THEN 'bfl' WHEN 2 THEN 'luma' WHEN 3 THEN 'fal' ELSE 'bluma' END";
    }
}
