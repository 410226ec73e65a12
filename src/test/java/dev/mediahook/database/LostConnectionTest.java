package dev.mediahook.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL ends the writer's connection in the middle of a write: the write is done again at once. */
class LostConnectionTest {

    @TempDir
    Path folder;

    /** SQLState 25P03, as after a pause of the whole program, and 57P01. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET LOCAL idle_in_transaction_session_timeout = 50",
                "SELECT pg_terminate_backend(pg_backend_pid())"
            })
    void aWriteOutlivesItsConnection(String ending) {
        AtomicInteger tries = new AtomicInteger();
        try (Database database =
                TestDatabase.POSTGRESQL.open(folder, Map.of("mediahook.webhook.store-timeout", "10s"))) {
            int keys = database.writer().write(handle -> {
                if (tries.incrementAndGet() == 1) {
                    int writer = number(handle, "SELECT pg_backend_pid()");
                    handle.execute(ending);
                    String is = "SELECT count(*) FROM pg_stat_activity WHERE pid = " + writer;
                    Awaitility.await().until(() -> database.read(other -> number(other, is)) == 0);
                }
                return handle.execute(
                        "INSERT INTO mediahook_key (id, name, value, created_at) VALUES ('a', 'a', 'a', 1)");
            });

            assertThat(keys).isEqualTo(1);
            assertThat(tries).hasValue(2);
        }
    }

    private static int number(Handle handle, String query) {
        return handle.createQuery(query).mapTo(Integer.class).one();
    }
}
