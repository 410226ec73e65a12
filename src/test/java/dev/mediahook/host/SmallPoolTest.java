package dev.mediahook.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.mediahook.config.SettingsFault;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host's pool must have two connections: the writer keeps one, and the other one reads. */
class SmallPoolTest {

    private static final Map<String, String> ON = Map.of(
            "mediahook.bfl.webhook-secret", PlainHost.SECRET,
            "mediahook.api.enabled", "true",
            "mediahook.api.token", "token");

    @TempDir
    Path folder;

    @Test
    void twoAreEnough() throws Exception {
        try (HikariDataSource pool = pool(2);
                MediaHost media = MediaHost.start(0, Clock.systemUTC());
                PlainHost host = new PlainHost(folder, ON, installation -> installation.dataSource(pool))) {
            String medium = media.medium(MediaKind.PNG, "plain").toString();
            String ready = "{\"id\":\"j-1\",\"status\":\"Ready\",\"result\":{\"sample\":\"" + medium + "\"}}";

            assertThat(host.deliverBfl(PlainHost.SECRET, ready).body()).isEqualTo("{\"status\":\"received\"}");
            await().untilAsserted(() ->
                    assertThat(host.get("/api/jobs/bfl/j-1", "token")).contains("\"completed\""));
        }
    }

    @Test
    void withOneTheStartSaysThatItTakesTwo() {
        try (HikariDataSource pool = pool(1)) {
            assertThatThrownBy(() -> new PlainHost(folder, ON, installation -> installation.dataSource(pool)))
                    .isInstanceOf(SettingsFault.class)
                    .hasMessageContaining("at least two connections")
                    .hasMessageNotContaining("server's log");
        }
    }

    private HikariDataSource pool(int connections) {
        Map<String, String> server = TestDatabase.POSTGRESQL.properties(folder);
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(server.get("mediahook.database.url"));
        pool.setUsername("postgres");
        pool.setMaximumPoolSize(connections);
        pool.setConnectionTimeout(1_000);
        return pool;
    }
}
