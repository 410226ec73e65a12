package dev.mediahook.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.database.Database;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.submit.Submissions.Begun;
import dev.mediahook.submit.Submissions.Earlier;
import dev.mediahook.verify.SubmittedJobs.JobSecret;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class SubmissionsTest {

    @Parameter
    TestDatabase kind;

    @TempDir
    Path data;

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
    void givesAJobTheSecretOfItsSubmissionAlone() {
        Begun one = all.begin("acme", "k-1");
        Begun other = all.begin("acme", "k-2");
        all.taken("acme", one, "j-1");
        all.taken("acme", other, "j-2");

        assertThat(submissions.secrets("acme", "j-1"))
                .containsExactly(new JobSecret(one.id(), all.secrets().of("acme", one.id())));
        assertThat(submissions.secrets("acme", "j-3")).isEmpty();
        assertThat(submissions.secrets("other", "j-1")).isEmpty();
        assertThat(submissions.secrets("acme")).containsExactly("account");
    }

    @Test
    void takesAnOpenSubmissionIntoAccountUntilItsJobIsFound() {
        Begun open = all.begin("acme", null);
        assertThat(submissions.submitting("acme")).isTrue();
        assertThat(submissions.secrets("acme", "j-9")).hasSize(1);

        submissions.found("acme", open.id(), "j-9");
        submissions.found("acme", open.id(), "another");

        assertThat(submissions.submitting("acme")).isFalse();
        assertThat(submissions.known("acme", "j-9")).isTrue();
        assertThat(submissions.known("acme", "another")).isFalse();
        assertThat(submissions.secrets("acme", "j-8")).isEmpty();
    }

    @Test
    void knowsWhatAKeyCameTo() {
        Begun begun = all.begin("acme", "k-1");
        assertThat(submissions.begin("acme", "k-1", "sum")).isEmpty();
        assertThat(submissions.earlier("acme", "k-1", "sum")).contains(new Earlier(null, true));

        all.taken("acme", begun, "j-1");
        assertThat(submissions.earlier("acme", "k-1", "sum")).contains(new Earlier("j-1", true));
        assertThat(submissions.earlier("acme", "k-1", "other")).contains(new Earlier("j-1", false));

        submissions.refused("acme", "k-1");
        assertThat(submissions.begin("acme", "k-1", "sum"))
                .as("a submission that the sender took can't be withdrawn")
                .isEmpty();
        submissions.deleteOlderThan(Duration.ofSeconds(-1));
        assertThat(submissions.begin("acme", "k-1", "sum")).isPresent();
    }

    @Test
    void takesAKeyOfAnEarlierVersionForTheSameRequest() {
        all.begin("acme", "k-1");
        database.writer().write(handle -> handle.execute("UPDATE mediahook_submission SET request = NULL"));

        assertThat(submissions.earlier("acme", "k-1", "sum")).contains(new Earlier(null, true));
    }

    @Test
    void keepsAKeyUntilItsEnd() {
        Keys keys = new Keys(database, TestSubmissions.CLOCK);
        assertThat(keys.server()).hasSize(1).isEqualTo(keys.server());

        keys.keep("webhook_1", "acme.webhook", "one");
        keys.keep("webhook_1", "acme.webhook", "never");
        keys.keep("webhook_2", "acme.webhook", "two");
        keys.endAfter("webhook_1", Duration.ofHours(2));

        assertThat(keys.values("acme.webhook")).containsExactlyInAnyOrder("one", "two");
        assertThat(keys.ids("acme.webhook")).containsExactly("webhook_2");
        Keys later = new Keys(database, Clock.offset(TestSubmissions.CLOCK, Duration.ofSeconds(7201)));
        assertThat(later.values("acme.webhook")).containsExactly("two");
    }
}
