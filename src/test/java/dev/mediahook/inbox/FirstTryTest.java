package dev.mediahook.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.database.TestDatabase;
import dev.mediahook.event.Outcome;
import dev.mediahook.event.Reason;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tells the first try at an event from later ones. Only later tries look for what earlier ones may have left behind.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class FirstTryTest {

    @Parameter
    TestDatabase kind;

    @TempDir
    Path folder;

    TestInbox inbox;

    @BeforeEach
    void keepOne() {
        inbox = new TestInbox(kind, folder);
        inbox.inbox.keep(inbox.event("bfl", "a"));
        inbox.clock.pass(Duration.ofSeconds(1));
    }

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void theFirstIsFirst() {
        assertThat(inbox.claimOne("bfl").isFirstTry()).isTrue();
    }

    @Test
    void aSecondIsNot() {
        inbox.finish(inbox.claimOne("bfl"), new Outcome.Again(inbox.clock.instant(), Reason.FETCH_FAILED));
        inbox.leases.wake();
        assertThat(inbox.claimOne("bfl").isFirstTry()).isFalse();
    }

    @Test
    void aReplayIsNotThoughItsTriesAreCountedAnew() {
        inbox.finish(inbox.claimOne("bfl"), new Outcome.Dead(Reason.FETCH_FAILED));
        TestInbox.replayed(inbox.replay, EventState.DEAD, null);

        Leased replayed = inbox.claimOne("bfl");
        assertThat(replayed.attempts()).isEqualTo(1);
        assertThat(replayed.isFirstTry()).isFalse();
    }
}
