package dev.mediahook.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.LogLines;
import dev.mediahook.database.Database;
import dev.mediahook.database.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes with different server keys would refuse each other's jobs. A log line says so, without any key. */
class ServerKeysTest {

    @TempDir
    Path folder;

    private Database database;
    private ServerKeys keys;
    private LogLines lines;

    @BeforeEach
    void open() {
        database = TestDatabase.SQLITE.open(folder, Map.of());
        keys = new ServerKeys(new Keys(database, Clock.systemUTC()));
        lines = LogLines.of(ServerKeys.class);
    }

    @AfterEach
    void close() {
        lines.close();
        database.close();
    }

    @Test
    void anotherKeyThanTheOtherNodesIsTold() {
        keys.of(List.of("key-of-one"));
        assertThat(lines.all()).isEmpty();

        keys.of(List.of("key-of-other"));

        assertThat(lines.all())
                .singleElement()
                .asString()
                .contains("mediahook.server-key")
                .doesNotContain("key-of-");
    }

    @Test
    void isToldAtEachStartForAsLongAsTheyDiffer() {
        for (int start = 0; start < 3; start++) {
            keys.of(List.of("key-of-one"));
            keys.of(List.of("key-of-other"));
        }

        assertThat(lines.all()).hasSize(5);
    }

    @Test
    void aKeyThatIsChangedWithTheOldOneKeptIsNot() {
        keys.of(List.of("old"));
        keys.of(List.of("new", "old"));
        keys.of(List.of("new", "old"));

        assertThat(lines.all()).isEmpty();
        assertThat(keys.of(List.of("new", "old"))).startsWith("new", "old").hasSize(3);
    }
}
