package dev.mediahook.bench.program;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Measures what a large inbox costs: in the accept rate, in a start with a cold cache, and in each page of the API. A
 * program with an empty inbox and one with a large inbox run all the time and are loaded in turns.
 */
final class KeptBench {

    private static final int CONNECTIONS = 64;
    private static final int KEPT = Integer.getInteger("mediahook.bench.kept", 1_000_000);
    private static final int TURNS = Integer.getInteger("mediahook.bench.turns", 3);
    private static final Duration TURN = Duration.ofSeconds(8);
    private static final String TOKEN = "bench";

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

    /**
     * @param postgresql whether events are kept in PostgreSQL instead of SQLite
     */
    static void run(boolean postgresql) throws Exception {
        if (!postgresql) {
            compare(sqlite(), sqlite());
            return;
        }
        try (EmbeddedPostgres server = SyncedPostgres.start()) {
            compare(postgresql(server, "empty"), postgresql(server, "grown"));
        }
    }

    /** A program's folder, its database's URL, and the options that tell the program of the database. */
    private record Kept(Path folder, String url, List<String> options, KeptRows rows) {}

    private static Kept sqlite() throws IOException {
        Path folder = Files.createTempDirectory("mediahook-bench");
        return new Kept(
                folder, "jdbc:sqlite:" + folder.resolve("data/mediahook.db"), options(List.of()), KeptRows.SQLITE);
    }

    private static Kept postgresql(EmbeddedPostgres server, String name) throws IOException, SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        String url = "jdbc:postgresql://localhost:" + server.getPort() + "/" + name;
        return new Kept(
                Files.createTempDirectory("mediahook-bench"),
                url + "?user=postgres",
                options(List.of("-Dmediahook.database.url=" + url, "-Dmediahook.database.user=postgres")),
                KeptRows.POSTGRESQL);
    }

    private static List<String> options(List<String> database) {
        List<String> options = new ArrayList<>(database);
        options.add("-Dmediahook.api.token=" + TOKEN);
        return options;
    }

    private static void compare(Kept empty, Kept grown) throws Exception {
        Program.start(grown.folder(), grown.options()).close();
        long begun = System.nanoTime();
        try (Connection connection = DriverManager.getConnection(grown.url())) {
            grown.rows().fill(connection, KEPT);
        }
        System.out.printf(
                "%d events, a fifth of them undone, made in %d s%n", KEPT, (System.nanoTime() - begun) / 1_000_000_000);
        if (Files.isWritable(Path.of("/proc/sys/vm/drop_caches"))) {
            Tool.run(List.of("sync"));
            Files.writeString(Path.of("/proc/sys/vm/drop_caches"), "3");
            System.out.println("the page cache was emptied");
        }
        try (Program full = Program.start(grown.folder(), grown.options());
                Program none = Program.start(empty.folder(), empty.options())) {
            System.out.printf(
                    "ready after %d ms, the empty one after %d ms%n", full.readyAfterMillis(), none.readyAfterMillis());
            turns(none, full);
            pages(full.port());
        }
    }

    private static void turns(Program none, Program full) throws IOException, GeneralSecurityException {
        double empty = 0;
        double grown = 0;
        for (int turn = 0; turn <= TURNS; turn++) {
            // A program still processes its events while the other one is loaded, so each is loaded first equally
            // often.
            boolean emptyFirst = turn % 2 == 0;
            Load.Result first = turn(emptyFirst ? none : full, turn);
            Load.Result second = turn(emptyFirst ? full : none, turn);
            Load.Result without = emptyFirst ? first : second;
            Load.Result with = emptyFirst ? second : first;
            if (turn > 0) {
                System.out.println(without.row("turn " + turn + "  an empty inbox"));
                System.out.println(with.row("turn " + turn + "  " + KEPT + " kept events"));
                empty += without.perSecond();
                grown += with.perSecond();
            }
        }
        System.out.printf("ratio, mean of %d turns: %.2f%n", TURNS, grown / empty);
    }

    /** Loads a program for one turn. The first turn is not counted and is longer, since the program is cold. */
    private static Load.Result turn(Program program, int turn) throws IOException, GeneralSecurityException {
        return new Load(program.port(), CONNECTIONS)
                .run(
                        turn == 0 ? TURN.multipliedBy(4) : TURN,
                        new Deliveries("/webhooks/bluma", "video.processing", turn * 400_000, 400_000));
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
                HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    throw new IOException(page + " answered " + answer.statusCode() + " " + answer.body());
                }
                times.recordValue((System.nanoTime() - begun) / 1000);
                // The program computes the overview once a second.
                LockSupport.parkNanos(page.equals("overview") ? 1_100_000_000L : 0);
            }
            System.out.printf(
                    "%-32s p50 %6.1f ms   slowest of 20 %6.1f ms%n",
                    page, times.getValueAtPercentile(50) / 1000.0, times.getMaxValue() / 1000.0);
        }
    }
}
