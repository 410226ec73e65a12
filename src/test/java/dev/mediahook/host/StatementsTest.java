package dev.mediahook.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mediahook.database.TestDatabase;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;

/**
 * However much is kept, no statement reads all of it: each that the program makes at its start, on receiving, working,
 * listing, replaying and deleting is explained by the database itself over full tables.
 */
class StatementsTest {

    private static final String TOKEN = "token";
    private static final int KEPT = 30_000;

    /** What grows with time; what is undone, watched or held by a duty does not. */
    private static final String GROWING = "mediahook_(event|job|medium|notification|submission|cost)";

    /** A count is as long as what it counts, however good its index is: it has to end somewhere. */
    private static final Pattern COUNT =
            Pattern.compile("(?s)(?=.*\\b(count|sum|avg)\\()(?=.*\\b" + GROWING + "\\b)(?!.*\\bLIMIT\\b).*");

    private static final Pattern SQLITE_SCAN = Pattern.compile(
            "SCAN " + GROWING + "\\b(?!.* mediahook_(event_ready|event_due"
                    + "|event_dead|notification_due|notification_claimed|notification_dead|submission_open|submission_untold)\\b).*");
    /** A backlog may be long as well; what is being sent just now is not. */
    private static final Pattern SQLITE_UNDONE =
            Pattern.compile("SCAN " + GROWING + "\\b(?!.* mediahook_notification_claimed\\b).*");

    private static final Pattern POSTGRESQL_SCAN = Pattern.compile("\\w.* Scan .*\\b" + GROWING + " .*rows=(\\d+).*");
    private static final Pattern POSTGRESQL_SORT = Pattern.compile("Sort .* rows=(\\d+).*");
    /** A page and what is merged for it. */
    private static final int SMALL = 3_000;

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
        // Small as the tables are here, reading them whole is cheap: it is done only if there is no other way.
        Map<String, List<String>> plans = plans(
                database,
                "ANALYZE; SET LOCAL enable_seqscan = off; SET LOCAL enable_mergejoin = off; SET LOCAL enable_hashjoin = off",
                "EXPLAIN ");

        assertThat(plans.entrySet().stream().filter(plan -> reads(plan.getValue())))
                .isEmpty();
        assertThat(plans.keySet()).noneMatch(sql -> COUNT.matcher(sql).matches());
    }

    /** Whether a plan sorts much, or reads much that no limit above ends. */
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
        recorded.fill(kept());
        try (MediaHost media = MediaHost.start(0, Clock.systemUTC());
                PlainHost host = new PlainHost(folder, properties, one -> one.dataSource(recorded.dataSource()))) {
            use(host, media);
        }
        Map<String, List<String>> plans = recorded.plans(before, explain);
        assertThat(plans).as("all that is done to the tables").hasSizeGreaterThan(30);
        return plans;
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

    /**
     * Ended jobs of two senders with their events, media, notifications and submissions; and a backlog of a sender that has
     * no route now, and of a target that is gone.
     */
    private static List<String> kept() {
        String many = " FROM (WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < " + KEPT
                + ") SELECT n FROM many) AS numbers";
        String sender = "CASE WHEN n % 3 = 0 THEN 'krea' ELSE 'bfl' END";
        List<String> sql = new ArrayList<>();
        sql.add("INSERT INTO mediahook_event (id, sender, dedup_key, type, job_id, via, received_at, state, since,"
                + " deadline, due) SELECT n, " + sender + ", 'k' || n, 'Ready', 'j' || n, 'webhook', n, 'done', 0, 0, 0"
                + many);
        sql.add("INSERT INTO mediahook_event (id, sender, dedup_key, type, job_id, via, received_at, state, since,"
                + " deadline, due) SELECT " + KEPT
                + " + n, 'luma', 'k' || n, 'Ready', 'l' || n, 'webhook', n, CASE n % 3"
                + " WHEN 0 THEN 'accepted' WHEN 1 THEN 'waiting' ELSE 'dead' END, 0, 4102444800000, 4102444800000"
                + many);
        sql.add(
                "INSERT INTO mediahook_job (seq, sender, job_id, status, status_event, submitted_at, completed_at) SELECT"
                        + " n, " + sender + ", 'j' || n, 'completed', n, n, n" + many);
        sql.add("INSERT INTO mediahook_medium (sender, job_id, idx, source_url, location) SELECT " + sender
                + ", 'j' || n, 0, 'u', 'l'" + many);
        sql.add("INSERT INTO mediahook_notification (id, target, seq, event_id, sender, job_id, type, body, created_at,"
                + " state, since, due, sent_at) SELECT 'n' || n, 'log:told', n, n, " + sender
                + ", 'j' || n, 't', 'b', 4102444800000, 'sent', 0, 0, n" + many);
        sql.add("INSERT INTO mediahook_notification (id, target, seq, event_id, sender, job_id, type, body, created_at,"
                + " state, since, due) SELECT 'p' || n, 'log:gone', " + KEPT + " + n, n, 'luma', 'l' || n, 't', 'b',"
                + " 4102444800000, 'pending', 0, 4102444800000" + many);
        sql.add("INSERT INTO mediahook_cost (sender, job_id, amount, unit, at) SELECT " + sender
                + ", 'j' || n, n, 'USD', n" + many);
        sql.add("INSERT INTO mediahook_submission (sender, idem_key, id, job_id, created_at) SELECT " + sender
                + ", 'k' || n, 'i' || n, 'j' || n, 4102444800000" + many);
        return sql;
    }
}
