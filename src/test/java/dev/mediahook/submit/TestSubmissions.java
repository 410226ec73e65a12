package dev.mediahook.submit;

import dev.mediahook.database.Database;
import dev.mediahook.submit.Submissions.Begun;
import dev.mediahook.verify.DerivedSecret;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The submissions of a test, all begun at noon.
 *
 * @param secrets derive the secret of each submission
 */
record TestSubmissions(Database database, DerivedSecret secrets, Submissions submissions) {

    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    static TestSubmissions in(Database database) {
        DerivedSecret secrets = new DerivedSecret(List.of("server-key"));
        return new TestSubmissions(
                database,
                secrets,
                new Submissions(database, CLOCK, secrets, sender -> List.of("account"), (sender, job) -> {}));
    }

    Begun begin(String sender, @Nullable String key) {
        return submissions.begin(sender, key, "sum").orElseThrow();
    }

    void taken(String sender, Begun begun, String jobId) {
        database.writer().write(handle -> {
            Submissions.taken(handle, sender, begun.id(), jobId, null);
            return 0;
        });
    }
}
