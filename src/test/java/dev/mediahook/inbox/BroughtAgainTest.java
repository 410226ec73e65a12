package dev.mediahook.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.database.TestDatabase;
import dev.mediahook.delivery.Proof;
import dev.mediahook.delivery.Via;
import dev.mediahook.event.Outcome;
import dev.mediahook.event.Reason;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A repeat may replace a damaged body. The event then has the repeat's proof, so that an unsigned body never counts as
 * signed.
 */
class BroughtAgainTest {

    @Test
    void provesWhatTheRepeatProves(@TempDir Path folder) {
        try (TestInbox inbox = new TestInbox(TestDatabase.SQLITE, folder)) {
            inbox.keep("bfl", "key");
            inbox.database.writer().write(handle -> handle.execute("UPDATE mediahook_event SET body = x'00'"));
            Leased damaged = inbox.claimOne("bfl");
            assertThat(damaged.intact()).isFalse();
            inbox.finish(damaged, new Outcome.Dead(Reason.PAYLOAD_DAMAGED));

            inbox.inbox.keep(TestInbox.with(inbox.event("bfl", "key"), Via.POLL, Proof.TOKEN, "other"));

            Leased again = inbox.claimOne("bfl");
            assertThat(again.intact()).isTrue();
            assertThat(again.delivery().proof()).isEqualTo(Proof.TOKEN);
            assertThat(again.delivery().via()).isEqualTo(Via.POLL);
            assertThat(again.delivery().body().bytes()).asString(UTF_8).isEqualTo("other");
        }
    }
}
