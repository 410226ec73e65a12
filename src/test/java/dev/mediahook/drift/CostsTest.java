package dev.mediahook.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.SettableClock;
import dev.mediahook.database.Database;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.delivery.EventIds;
import dev.mediahook.delivery.Proof;
import dev.mediahook.delivery.RawBody;
import dev.mediahook.delivery.Via;
import dev.mediahook.event.Event;
import dev.mediahook.event.Meaning;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The sums by day match the jobs, whatever is reported again, changed or deleted, on either database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class CostsTest {

    @Parameter
    TestDatabase kind;

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private final EventIds ids = new EventIds(clock, 0);
    private Database database;
    private Costs costs;

    @BeforeEach
    void open() {
        database = kind.open(folder, Map.of());
        costs = new Costs(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aJobCountsOnceWithWhatWasSaidLast() {
        cost("a", "2", "USD");
        cost("b", "3", "USD");
        cost("a", "2", "USD");
        cost("b", "4.5", "USD");
        cost("a", "7", "credits");

        assertThat(days()).containsExactly("USD 1 4.5 0", "credits 1 7 0");
    }

    @Test
    void whatWasPaidForLostMediaIsTold() {
        cost("had", "2", "USD");
        cost("lost", "3", "USD");
        cost("failed-by-sender", "4", "USD");
        end("had", "completed", null);
        end("lost", "failed", "url_expired");
        end("failed-by-sender", "failed", "nsfw");

        assertThat(days()).containsExactly("USD 3 9 3");
    }

    @Test
    void deletesWholeDaysAndTheirSums() {
        clock.pass(Duration.ofHours(1));
        cost("old", "1", "USD");
        clock.pass(Duration.ofDays(3));
        cost("young", "2", "USD");

        assertThat(Drift.deleteCostsOlderThan(database, clock.instant().minus(Duration.ofDays(2))))
                .isEqualTo(1);
        assertThat(Drift.deleteCostsOlderThan(database, clock.instant().minus(Duration.ofDays(2))))
                .isZero();
        assertThat(days()).containsExactly("USD 1 2 0");
    }

    private List<String> days() {
        return costs.byDay().stream()
                .map(day -> day.unit() + " " + day.jobs() + " " + day.paid().toPlainString() + " "
                        + day.lost().toPlainString())
                .toList();
    }

    private void cost(String job, String amount, String unit) {
        costs.add(event(job), new ToldCost(new BigDecimal(amount), unit));
    }

    private void end(String job, String status, String code) {
        int unused = database.writer()
                .write(handle -> handle.execute(
                        "INSERT INTO mediahook_job (seq, sender, job_id, status, status_event, error_code)"
                                + " VALUES (?, 'one', ?, ?, 1, ?)",
                        ids.next().value(),
                        job,
                        status,
                        code));
    }

    private Event event(String job) {
        return new Event(
                ids.next(),
                "one",
                job,
                job,
                "Ready",
                Meaning.COMPLETED,
                List.of(),
                null,
                null,
                Via.WEBHOOK,
                Proof.SIGNED,
                clock.instant(),
                null,
                RawBody.of(job.getBytes(StandardCharsets.UTF_8)));
    }
}
