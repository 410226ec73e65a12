package dev.mediahook.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.database.Database;
import dev.mediahook.database.Duties;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.submit.Submissions.Begun;
import java.nio.file.Path;
import java.time.Duration;
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

    @Parameter
    TestDatabase kind;

    @TempDir
    Path data;

    private final List<String> adopted = new ArrayList<>();
    private Database database;
    private TestSubmissions all;
    private Submissions submissions;

    @BeforeEach
    void open() {
        database = kind.open(data, Map.of());
        all = TestSubmissions.in(database);
        submissions = all.submissions();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void adoptsTheOneJobInTheSendersListThatCanBeOurs() {
        Begun lost = all.begin("acme", "k-1");
        all.taken("acme", all.begin("acme", "k-2"), "known");

        look(listed("known", 1), listed("ours", 2), listed("too-early", -60), listed("too-late", 600));

        assertThat(adopted).containsExactly(lost.id() + " ours");
    }

    @Test
    void tellsOnceOfASubmissionThatMoreThanOneJobCanBe() {
        all.begin("acme", "k-1");

        look(listed("one", 1), listed("other", 2));
        look(listed("one", 1));

        assertThat(adopted).isEmpty();
    }

    @Test
    void adoptsNothingIfTwoSubmissionsMayBeTheSameJob() {
        all.begin("acme", "k-1");
        all.begin("acme", "k-2");

        look(listed("one", 1));

        assertThat(adopted).isEmpty();
    }

    @Test
    void looksAgainIfTheListCouldNotBeHad() {
        Begun lost = all.begin("acme", "k-1");

        look(sender -> {
            throw SenderApiException.unreachable();
        });
        assertThat(adopted).isEmpty();
        look(listed("one", 1));

        assertThat(adopted).containsExactly(lost.id() + " one");
    }

    @Test
    void leavesASubmissionToNodesThatHaveTheKeyForSomeTime() {
        Begun lost = all.begin("acme", "k-1");
        Reconciliation keyless = reconciliation("keyless", false, sender -> List.of());

        keyless.look(TestSubmissions.NOON.plus(Duration.ofMinutes(119)));
        look(listed("ours", 1));
        assertThat(adopted).containsExactly(lost.id() + " ours");

        keyless.look(TestSubmissions.NOON.plus(Duration.ofMinutes(121)));
        look(listed("ours", 1));
        assertThat(adopted).as("it is reported, for a person to decide").hasSize(1);
    }

    private void look(ListedJob... jobs) {
        look(sender -> List.of(jobs));
    }

    private void look(Function<String, List<ListedJob>> lists) {
        reconciliation("one", true, lists).look(TestSubmissions.NOON.plusSeconds(1));
    }

    private Reconciliation reconciliation(String node, boolean keyed, Function<String, List<ListedJob>> lists) {
        return new Reconciliation(
                submissions,
                lists,
                (unknown, jobId) -> adopted.add(unknown.id() + " " + jobId),
                new Duties(database, TestSubmissions.CLOCK, node),
                sender -> keyed);
    }

    private static ListedJob listed(String jobId, int seconds) {
        return new ListedJob(jobId, TestSubmissions.NOON.plusSeconds(seconds));
    }
}
