package dev.mediahook.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.database.Database;
import dev.mediahook.database.Duties;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.submit.Submissions.Begun;
import dev.mediahook.verify.DerivedSecret;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a submission whose answer was lost, on either database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ReconciliationTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @Parameter
    TestDatabase kind;

    @TempDir
    Path data;

    private final List<String> adopted = new ArrayList<>();
    private Database database;
    private Submissions submissions;

    @BeforeEach
    void open() {
        database = kind.open(data, Map.of());
        submissions = new Submissions(
                database,
                Clock.fixed(NOON, ZoneOffset.UTC),
                new DerivedSecret(List.of("server-key")),
                sender -> List.of(),
                (sender, job) -> {});
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void adoptsTheOneJobInTheSendersListThatCanBeOurs() {
        Begun lost = begin("acme", "k-1");
        taken("acme", begin("acme", "k-2"), "known");

        look(listed("known", 1), listed("ours", 2), listed("too-early", -60), listed("too-late", 600));

        assertThat(adopted).containsExactly(lost.id() + " ours");
    }

    @Test
    void tellsOnceOfASubmissionThatMoreThanOneJobCanBe() {
        begin("acme", "k-1");

        look(listed("one", 1), listed("other", 2));
        look(listed("one", 1));

        assertThat(adopted).isEmpty();
    }

    @Test
    void adoptsNothingWhereTwoSubmissionsMayBeTheSameJob() {
        begin("acme", "k-1");
        begin("acme", "k-2");

        look(listed("one", 1));

        assertThat(adopted).isEmpty();
    }

    @Test
    void looksAgainWhereTheListCouldNotBeHad() {
        Begun lost = begin("acme", "k-1");

        look(sender -> {
            throw SenderApiException.unreachable();
        });
        assertThat(adopted).isEmpty();
        look(listed("one", 1));

        assertThat(adopted).containsExactly(lost.id() + " one");
    }

    @Test
    void leavesASubmissionToNodesThatHaveTheKeyForSomeTime() {
        Begun lost = begin("acme", "k-1");
        Reconciliation keyless = reconciliation("keyless", false, sender -> List.of());

        keyless.look(NOON.plus(Duration.ofMinutes(119)));
        look(listed("ours", 1));
        assertThat(adopted).containsExactly(lost.id() + " ours");

        keyless.look(NOON.plus(Duration.ofMinutes(121)));
        look(listed("ours", 1));
        assertThat(adopted).as("it is reported, for a person to decide").hasSize(1);
    }

    private void look(ListedJob... jobs) {
        look(sender -> List.of(jobs));
    }

    private void look(Function<String, List<ListedJob>> lists) {
        reconciliation("one", true, lists).look(NOON.plusSeconds(1));
    }

    private Reconciliation reconciliation(String node, boolean keyed, Function<String, List<ListedJob>> lists) {
        return new Reconciliation(
                submissions,
                lists,
                (unknown, jobId) -> adopted.add(unknown.id() + " " + jobId),
                new Duties(database, Clock.fixed(NOON, ZoneOffset.UTC), node),
                sender -> keyed);
    }

    private static ListedJob listed(String jobId, int seconds) {
        return new ListedJob(jobId, NOON.plusSeconds(seconds));
    }

    private Begun begin(String sender, String key) {
        return submissions.begin(sender, key).orElseThrow();
    }

    private void taken(String sender, Begun begun, String jobId) {
        database.writer().write(handle -> {
            Submissions.taken(handle, sender, begun.id(), jobId, null);
            return 0;
        });
    }
}
