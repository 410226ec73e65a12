package dev.mediahook.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.database.Database;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.submit.Submissions.Begun;
import dev.mediahook.verify.DerivedSecret;
import dev.mediahook.verify.SubmittedJobs.JobSecret;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
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

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @Parameter
    TestDatabase kind;

    @TempDir
    Path data;

    private final DerivedSecret secrets = new DerivedSecret(List.of("server-key"));
    private Database database;
    private Submissions submissions;

    @BeforeEach
    void open() {
        database = kind.open(data, Map.of());
        submissions = new Submissions(
                database,
                Clock.fixed(NOON, ZoneOffset.UTC),
                secrets,
                sender -> List.of("account"),
                (sender, job) -> {});
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void givesAJobTheSecretOfItsSubmissionAlone() {
        Begun one = begin("acme", "k-1");
        Begun other = begin("acme", "k-2");
        taken("acme", one, "j-1");
        taken("acme", other, "j-2");

        assertThat(submissions.secrets("acme", "j-1"))
                .containsExactly(new JobSecret(one.id(), secrets.of("acme", one.id())));
        assertThat(submissions.secrets("acme", "j-3")).isEmpty();
        assertThat(submissions.secrets("other", "j-1")).isEmpty();
        assertThat(submissions.secrets("acme")).containsExactly("account");
    }

    @Test
    void takesAnOpenSubmissionIntoAccountUntilItsJobIsFound() {
        Begun open = begin("acme", null);
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
        Begun begun = begin("acme", "k-1");
        assertThat(submissions.begin("acme", "k-1")).isEmpty();
        assertThat(submissions.earlier("acme", "k-1"))
                .hasValueSatisfying(earlier -> assertThat(earlier.jobId()).isNull());

        taken("acme", begun, "j-1");
        assertThat(submissions.earlier("acme", "k-1"))
                .hasValueSatisfying(earlier -> assertThat(earlier.jobId()).isEqualTo("j-1"));

        submissions.refused("acme", "k-1");
        assertThat(submissions.begin("acme", "k-1"))
                .as("a submission that the sender took can't be withdrawn")
                .isEmpty();
        submissions.deleteOlderThan(Duration.ofSeconds(-1));
        assertThat(submissions.begin("acme", "k-1")).isPresent();
    }

    @Test
    void keepsAKeyUntilItsEnd() {
        Keys keys = new Keys(database, Clock.fixed(NOON, ZoneOffset.UTC));
        assertThat(keys.server()).hasSize(1).isEqualTo(keys.server());

        keys.keep("webhook_1", "acme.webhook", "one");
        keys.keep("webhook_1", "acme.webhook", "never");
        keys.keep("webhook_2", "acme.webhook", "two");
        keys.endAfter("webhook_1", Duration.ofHours(2));

        assertThat(keys.values("acme.webhook")).containsExactlyInAnyOrder("one", "two");
        assertThat(keys.ids("acme.webhook")).containsExactly("webhook_2");
        Keys later = new Keys(database, Clock.fixed(NOON.plusSeconds(7201), ZoneOffset.UTC));
        assertThat(later.values("acme.webhook")).containsExactly("two");
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
