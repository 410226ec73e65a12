package dev.mediahook.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.event.JobStatus;
import dev.mediahook.event.SenderError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A job's status does not depend on the order of its facts, and never goes back. */
class JobRulesTest {

    private static final Job NEW = new Job(1, "sender", "job", JobStatus.SUBMITTED, 0, null, null, null, null);

    @Property
    void theOrderOfArrivalNeverMatters(@ForAll("facts") List<JobFact> facts, @ForAll long seed) {
        List<JobFact> shuffled = new ArrayList<>(facts);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(after(shuffled)).isEqualTo(after(facts));
    }

    @Property
    void aFactThatComesTwiceChangesNothing(@ForAll("facts") List<JobFact> facts) {
        List<JobFact> twice = new ArrayList<>(facts);
        twice.addAll(facts);

        assertThat(after(twice)).isEqualTo(after(facts));
    }

    @Property
    void aJobHasTheHighestStatusThatItsFactsGaveIt(@ForAll("facts") List<JobFact> facts) {
        JobStatus highest =
                facts.stream().map(JobFact::status).max(JobStatus::compareTo).orElse(JobStatus.SUBMITTED);

        assertThat(after(facts).status()).isEqualTo(highest);
    }

    @Property
    void noStepGoesBackwards(@ForAll("facts") List<JobFact> facts) {
        Job job = NEW;
        for (JobFact fact : facts) {
            Job next = JobRules.after(job, fact, Instant.EPOCH);
            assertThat(next.status()).isGreaterThanOrEqualTo(job.status());
            job = next;
        }
    }

    @Provide
    Arbitrary<List<JobFact>> facts() {
        Arbitrary<JobStatus> statuses = Arbitraries.of(JobStatus.class);
        Arbitrary<String> words = Arbitraries.of("Ready", "Error", "failed", "nsfw");
        return Combinators.combine(statuses, words)
                .as((status, word) -> new JobFact(status, 0, word, new SenderError(word, null)))
                .list()
                .ofMaxSize(8)
                .map(JobRulesTest::numbered);
    }

    /** Numbers the facts. Each event states one fact, so no two facts have the same event. */
    private static List<JobFact> numbered(List<JobFact> facts) {
        List<JobFact> numbered = new ArrayList<>();
        for (JobFact fact : facts) {
            numbered.add(new JobFact(fact.status(), numbered.size() + 1L, fact.statusBySender(), fact.error()));
        }
        return numbered;
    }

    private static Job after(List<JobFact> facts) {
        Job job = NEW;
        for (JobFact fact : facts) {
            job = JobRules.after(job, fact, Instant.EPOCH);
        }
        return job;
    }
}
