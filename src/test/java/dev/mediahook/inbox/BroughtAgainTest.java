package dev.mediahook.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.database.TestDatabase;
import dev.mediahook.delivery.Proof;
import dev.mediahook.delivery.RawBody;
import dev.mediahook.delivery.Via;
import dev.mediahook.event.Event;
import dev.mediahook.event.Outcome;
import dev.mediahook.event.Reason;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The repeat that replaces a damaged body proves what it proves itself: nobody's words are taken for signed ones. */
class BroughtAgainTest {

    @Test
    void provesWhatTheRepeatProves(@TempDir Path folder) {
        try (TestInbox inbox = new TestInbox(TestDatabase.SQLITE, folder)) {
            Event signed = inbox.event("bfl", "key");
            inbox.inbox.keep(signed);
            inbox.database.writer().write(handle -> handle.execute("UPDATE mediahook_event SET body = x'00'"));
            Leased damaged = inbox.claimOne("bfl");
            assertThat(damaged.intact()).isFalse();
            inbox.finish(damaged, new Outcome.Dead(Reason.PAYLOAD_DAMAGED));

            inbox.inbox.keep(answered(inbox.event("bfl", "key")));

            Leased again = inbox.claimOne("bfl");
            assertThat(again.intact()).isTrue();
            assertThat(again.delivery().proof()).isEqualTo(Proof.TOKEN);
            assertThat(again.delivery().via()).isEqualTo(Via.POLL);
            assertThat(again.delivery().body().bytes()).asString(UTF_8).isEqualTo("other");
        }
    }

    private static Event answered(Event event) {
        return new Event(
                event.id(),
                event.sender(),
                event.key(),
                event.jobId(),
                event.status(),
                event.meaning(),
                List.of(),
                null,
                null,
                Via.POLL,
                Proof.TOKEN,
                event.receivedAt(),
                null,
                RawBody.of("other".getBytes(UTF_8)));
    }
}
