package dev.mediahook.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.database.OldSchema;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.delivery.EventId;
import dev.mediahook.delivery.EventIds;
import dev.mediahook.delivery.ShownHeaders;
import dev.mediahook.event.Outcome;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An older PostgreSQL database, in which the event rows hold the payloads, works on unchanged. */
class PayloadsFromBeforeTest {

    private static final Instant EARLIER = Instant.parse("2025-12-31T12:00:00Z");
    private static final List<String> STATES = List.of("accepted", "waiting", "processing", "done", "dead");
    private static final Duration THREE_DAYS = Duration.ofDays(3);

    @TempDir
    Path folder;

    private final List<EventId> ids = new ArrayList<>();
    private TestInbox inbox;

    @BeforeEach
    void open() throws SQLException {
        Map<String, String> server = TestDatabase.POSTGRESQL.properties(folder);
        OldSchema.make(server, "1");
        try (Connection old = DriverManager.getConnection(server.get("mediahook.database.url"), "postgres", null);
                PreparedStatement insert = old.prepareStatement(
                        "INSERT INTO mediahook_event (id, sender, dedup_key,"
                                + " type, job_id, via, received_at, state, since, deadline, due, lease, body, headers, proof)"
                                + " VALUES (?, 'bfl', ?, 'Ready', 'job', 'webhook', ?, ?, ?, ?, 1, 'gone#1', ?, 'host: old', 'signed')")) {
            for (String state : STATES) {
                long millis = EARLIER.toEpochMilli();
                ids.add(new EventId(EventIds.first(millis) + ids.size()));
                insert.setLong(1, ids.get(ids.size() - 1).value());
                insert.setString(2, state);
                insert.setLong(3, millis);
                insert.setString(4, state);
                insert.setLong(5, millis);
                insert.setLong(6, millis + Duration.ofDays(9).toMillis());
                insert.setBytes(7, state.getBytes(UTF_8));
                insert.executeUpdate();
            }
        }
        inbox = new TestInbox(TestDatabase.POSTGRESQL, folder, server);
        new PayloadDays(inbox.database, inbox.clock).makeAhead();
    }

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void theyAreWorkedOnShownAndReplayed() {
        inbox.keep("bfl", "new");
        assertThat(inbox.leases.wake()).isEqualTo(2);
        assertThat(TestInbox.keys(inbox.claim("bfl", 10)))
                .containsExactlyInAnyOrder("accepted", "waiting", "processing", "new");
        assertThat(ids).allSatisfy(id -> {
            assertThat(payload(id)).hasValueSatisfying(payload -> assertThat(STATES)
                    .contains(new String(payload.body().bytes(), UTF_8)));
            List<ShownHeaders.Header> headers = inbox.database
                    .read(handle -> KeptEvents.headers(handle, id))
                    .orElseThrow();
            assertThat(headers).hasSize(1);
        });
        assertThat(inbox.inbox.keep(inbox.event("bfl", "done"))).isEqualTo(Kept.REPEAT);
        assertThat(inbox.replay.one(ids.get(STATES.indexOf("done")))).isTrue();
        assertThat(TestInbox.replayed(inbox.replay, EventState.DEAD, "bfl")).isEqualTo(1);
        assertThat(TestInbox.keys(inbox.claim("bfl", 10))).containsExactlyInAnyOrder("done", "dead");
    }

    @Test
    void theirPayloadsGoOneByOneAndThoseOfLaterEventsWithTheirDay() {
        Payloads payloads = new Payloads(inbox.database, inbox.clock);
        inbox.keep("krea", "new");
        inbox.finish(inbox.claimOne("krea"), new Outcome.Done(null));
        inbox.clock.pass(Duration.ofDays(5));

        assertThat(payloads.deleteOlderThan(THREE_DAYS))
                .as("the new event's day")
                .isEqualTo(new Retention.Step(1, 0));
        int deleted = 0;
        for (Retention.Step step = payloads.deleteOlderThan(THREE_DAYS);
                step.looked() > 0;
                step = payloads.deleteOlderThan(THREE_DAYS)) {
            deleted += step.deleted();
        }

        assertThat(deleted).isEqualTo(2);
        assertThat(ids)
                .filteredOn(id -> payload(id).isPresent())
                .as("payloads of undone events")
                .hasSize(3);
    }

    private Optional<KeptPayload> payload(EventId id) {
        return inbox.database.read(handle -> KeptEvents.payload(handle, id));
    }
}
