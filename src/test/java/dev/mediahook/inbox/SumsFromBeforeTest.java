package dev.mediahook.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.database.OldSchema;
import dev.mediahook.database.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A SQLite file of an older program, which kept no checksums, works on unchanged, with events in every state. */
class SumsFromBeforeTest {

    private static final List<String> STATES = List.of("accepted", "waiting", "processing", "done", "dead");

    @TempDir
    Path folder;

    @Test
    void bodiesWithoutASumAreWorkedOn() throws SQLException {
        OldSchema.make(folder, "1");
        try (Connection old = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("mediahook.db"));
                PreparedStatement insert =
                        old.prepareStatement("INSERT INTO mediahook_event (id, sender, dedup_key, type,"
                                + " job_id, via, received_at, state, since, deadline, due, lease, body, headers, proof)"
                                + " VALUES (?, 'bfl', ?, 'Ready', 'job', 'webhook', 1, ?, 1, 4102444800000, 1, 'gone#1', ?,"
                                + " 'host: old', 'signed')")) {
            for (String state : STATES) {
                insert.setLong(1, STATES.indexOf(state) + 1);
                insert.setString(2, state);
                insert.setString(3, state);
                insert.setBytes(4, state.getBytes(UTF_8));
                insert.executeUpdate();
            }
        }
        try (TestInbox inbox = new TestInbox(TestDatabase.SQLITE, folder)) {
            inbox.keep("bfl", "new");
            assertThat(inbox.leases.wake()).isEqualTo(2);

            List<Leased> claimed = inbox.claim("bfl", 10);

            assertThat(claimed).allMatch(Leased::intact);
            assertThat(claimed)
                    .extracting(one -> new String(one.delivery().body().bytes(), UTF_8))
                    .containsExactlyInAnyOrder("accepted", "waiting", "processing", "new");
        }
    }
}
