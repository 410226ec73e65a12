package dev.mediahook.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.sqlite.SQLiteDataSource;

/** A host that keeps the keys of all its routes in a table of its own can keep the keys of deliveries there too. */
class JdbcRepositoryOfAHostTest {

    private static final String DELIVERY = "{\"id\":\"j-1\",\"status\":\"Pending\"}";

    @TempDir
    Path folder;

    @Test
    void knowsRepeatsOverARestart() throws Exception {
        try (PlainHost host = host()) {
            assertThat(deliver(host)).isEqualTo("{\"status\":\"received\"}");
            assertThat(deliver(host)).isEqualTo("{\"status\":\"already_processed\"}");
        }
        try (PlainHost host = host()) {
            assertThat(deliver(host)).isEqualTo("{\"status\":\"already_processed\"}");
        }
        List<String> keys = new JdbcTemplate(database())
                .queryForList(
                        "SELECT messageId FROM CAMEL_MESSAGEPROCESSED WHERE processorName = 'acme'", String.class);
        assertThat(keys).singleElement().asString().contains("j-1");
    }

    private PlainHost host() throws Exception {
        return new PlainHost(
                folder.resolve("data"),
                Map.of("mediahook.bfl.webhook-secret", PlainHost.SECRET, "mediahook.idempotent-repository", "keys"),
                installation -> {},
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        getContext().getRegistry().bind("keys", new JdbcMessageIdRepository(database(), "acme"));
                    }
                });
    }

    private DataSource database() {
        SQLiteDataSource database = new SQLiteDataSource();
        database.setUrl("jdbc:sqlite:" + folder.resolve("host.db"));
        return database;
    }

    private static String deliver(PlainHost host) {
        return host.deliverBfl(PlainHost.SECRET, DELIVERY).body();
    }
}
