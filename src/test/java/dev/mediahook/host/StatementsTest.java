package dev.mediahook.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.mediahook.database.Database;
import dev.mediahook.database.DatabaseSettings;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.inbox.DoneEvents;
import dev.mediahook.inbox.Inbox;
import dev.mediahook.inbox.Payloads;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import dev.mediahook.work.TestThreads;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;

/**
 * However much is kept, no statement reads all of it. The database itself explains, over full tables, each statement
 * that the program makes at its start and in receiving, working, listing, replaying and deleting.
 */
class StatementsTest {

    private static final String TOKEN = "token";
    private static final int KEPT = 30_000;

    /** What grows with time. What is undone, watched or held by a duty does not. */
    private static final String GROWING = "mediahook_(event|job|medium|notification|submission|cost|payload\\w*)";

    /** A count takes as long as the rows that it counts, however good the index is. So it must have a limit. */
    private static final Pattern COUNT =
            Pattern.compile("(?s)(?=.*\\b(count|sum|avg)\\()(?=.*\\b" + GROWING + "\\b)(?!.*\\bLIMIT\\b).*");

    private static final Pattern SQLITE_SCAN = Pattern.compile(
            "SCAN " + GROWING + "\\b(?!.* mediahook_(event_ready|event_due"
                    + "|event_dead|notification_due|notification_claimed|notification_dead|submission_open|submission_untold)\\b).*");
    /** A backlog may be long too. What is being sent right now is not. */
    private static final Pattern SQLITE_UNDONE =
            Pattern.compile("SCAN " + GROWING + "\\b(?!.* mediahook_notification_claimed\\b).*");

    private static final Pattern POSTGRESQL_SCAN = Pattern.compile("\\w.* Scan .*\\b" + GROWING + " .*rows=(\\d+).*");
    private static final Pattern POSTGRESQL_SORT = Pattern.compile("Sort .* rows=(\\d+).*");
    /**
     * The rows that are merged for the longest page: of each sender a page, and one row that shows if there are more.
     */
    private static final int SMALL = 3 * 1_001;

    @TempDir
    Path folder;

    @Test
    void sqliteReadsAllThatIsKeptForNothing() throws Exception {
        SQLiteDataSource file = new SQLiteDataSource();
        file.setUrl("jdbc:sqlite:" + folder.resolve("host.db"));
        Map<String, List<String>> plans = plans(file, "SELECT 1", "EXPLAIN QUERY PLAN ");

        assertThat(plans.entrySet().stream().filter(plan -> plan.getValue().stream()
                        .anyMatch(line -> SQLITE_SCAN.matcher(line).matches()
                                || SQLITE_UNDONE.matcher(line).matches()
                                        && !plan.getKey().contains("LIMIT"))))
                .isEmpty();
        assertThat(plans.keySet()).noneMatch(sql -> COUNT.matcher(sql).matches());
    }

    @Test
    void postgresqlReadsAllThatIsKeptForNothing() throws Exception {
        Map<String, String> server = TestDatabase.POSTGRESQL.properties(folder);
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(server.get("mediahook.database.url"));
        database.setUser(server.get("mediahook.database.user"));
        // With these settings, PostgreSQL reads a small table whole only if there is no other way.
        Map<String, List<String>> plans = plans(
                database,
                "ANALYZE; SET LOCAL enable_seqscan = off; SET LOCAL enable_mergejoin = off; SET LOCAL enable_hashjoin = off",
                "EXPLAIN ");

        assertThat(plans.entrySet().stream().filter(plan -> reads(plan.getValue())))
                .isEmpty();
        assertThat(plans.keySet()).noneMatch(sql -> COUNT.matcher(sql).matches());
    }

    /** Whether a plan sorts many rows, or reads many rows without a limit above. */
    private static boolean reads(List<String> plan) {
        int limited = Integer.MAX_VALUE;
        for (String line : plan) {
            int depth = line.length() - line.stripLeading().length();
            String step = line.strip().replaceFirst("^-> *", "");
            if (depth <= limited) {
                limited = step.startsWith("Limit ") ? depth : Integer.MAX_VALUE;
            }
            if (much(POSTGRESQL_SORT, step) || limited == Integer.MAX_VALUE && much(POSTGRESQL_SCAN, step)) {
                return true;
            }
        }
        return false;
    }

    private static boolean much(Pattern pattern, String step) {
        Matcher matcher = pattern.matcher(step);
        return matcher.matches() && Integer.parseInt(matcher.group(matcher.groupCount())) > SMALL;
    }

    private Map<String, List<String>> plans(DataSource database, String before, String explain) throws Exception {
        RecordedStatements recorded = new RecordedStatements(database);
        Map<String, String> properties = Map.of(
                "mediahook.bfl.webhook-secret", PlainHost.SECRET,
                "mediahook.bfl.api-key", "key",
                "mediahook.bfl.api-url", "http://127.0.0.1:9",
                "mediahook.api.enabled", "true",
                "mediahook.api.token", TOKEN,
                "mediahook.notify.to", "log:told");
        try (PlainHost host = new PlainHost(folder, properties, one -> one.dataSource(recorded.dataSource()))) {
            assertThat(host.mediahook().broken()).isEmpty();
        }
        recorded.fill(FullTables.of(KEPT));
        if (database instanceof PGSimpleDataSource) {
            recorded.fill(FullTables.payloads(KEPT));
        }
        try (MediaHost media = MediaHost.start(0, Clock.systemUTC());
                PlainHost host = new PlainHost(folder, properties, one -> one.dataSource(recorded.dataSource()))) {
            use(host, media);
        }
        delete(recorded.dataSource());
        Map<String, List<String>> plans = recorded.plans(before, explain);
        assertThat(plans).as("all statements on the tables").hasSizeGreaterThan(30);
        return plans;
    }

    private void delete(DataSource source) {
        DatabaseSettings settings =
                new DatabaseSettings(folder, "", null, null, Optional.empty(), 100, Duration.ofSeconds(10));
        try (Database database = Database.open(settings, Optional.of(source), TestThreads.loops())) {
            Payloads payloads = new Payloads(database, Clock.systemUTC());
            assertThat(payloads.deleteOlderThan(Duration.ofDays(1)).looked()).isEqualTo(1000);
            Inbox inbox = new Inbox(
                    database,
                    Clock.systemUTC(),
                    Duration.ZERO,
                    Duration.ZERO,
                    new DoneEvents(Duration.ZERO, Ticker.systemTicker()),
                    event -> {});
            assertThat(inbox.deleteOlderThan(Duration.ofDays(1))).isEqualTo(1000);
        }
    }

    private static void use(PlainHost host, MediaHost media) {
        String body = "{\"id\":\"job-x\",\"status\":\"Ready\",\"result\":{\"sample\":\""
                + media.medium(MediaKind.PNG, "x") + "\"}}";
        assertThat(host.deliverBfl(PlainHost.SECRET, body).statusCode()).isEqualTo(200);
        assertThat(host.deliverBfl(PlainHost.SECRET, body).statusCode()).isEqualTo(200);
        assertThat(host.deliverBfl(PlainHost.SECRET, "{\"id\":\"job-y\",\"status\":\"Error\"}")
                        .statusCode())
                .isEqualTo(200);
        await().until(() -> host.get("/api/jobs/bfl/job-x", TOKEN).contains("\"completed\""));
        for (String call : List.of(
                "events",
                "events?sender=bfl",
                "events?state=dead",
                "events?state=accepted",
                "events?state=done&sender=krea",
                "events?state=processing",
                "jobs",
                "jobs?limit=500",
                "jobs?sender=krea",
                "jobs?status=failed",
                "jobs?sender=bfl&status=completed",
                "senders",
                "drift",
                "costs",
                "notifications?state=pending",
                "targets",
                "rejections")) {
            long begun = System.nanoTime();
            assertThat(host.get("/api/" + call, TOKEN)).as(call).contains("items");
            assertThat((System.nanoTime() - begun) / 1_000_000).as(call).isLessThan(5_000);
        }
        assertThat(host.get("/api/overview", TOKEN)).contains("\"dead\":" + KEPT / 3);
        host.post("/api/events/replay?state=dead", "", "Authorization", "Bearer " + TOKEN);
        host.post("/api/jobs/bfl", "{\"model\":\"m\",\"input\":{}}", "Authorization", "Bearer " + TOKEN);
    }
}
