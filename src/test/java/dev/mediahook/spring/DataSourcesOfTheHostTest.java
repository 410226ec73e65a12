package dev.mediahook.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.mediahook.LogLines;
import dev.mediahook.database.TestDatabase;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Which database Mediahook takes in an application that has its own. The pools here fail if somebody uses them. */
class DataSourcesOfTheHostTest {

    private static final String CANT_BE_USED = "dataSource or dataSourceClassName or jdbcUrl is required";

    @TempDir
    Path folder;

    private final Map<String, String> properties = new HashMap<>();

    @Test
    void theOnlyOneIsTaken() {
        assertThatThrownBy(() -> install("main")).hasStackTraceContaining(CANT_BE_USED);
    }

    @Test
    void theOneThatIsNamedIsTaken() {
        properties.put("mediahook.data-source", "second");

        assertThatThrownBy(() -> install("first", "second")).hasStackTraceContaining(CANT_BE_USED);
    }

    @Test
    void aUrlThatSomebodyHasSetWinsOverOneThatIsFound() throws Exception {
        properties.putAll(TestDatabase.POSTGRESQL.properties(folder));

        install("main");

        assertThat(folder.resolve("mediahook.db")).doesNotExist();
    }

    @Test
    void ofSeveralNoneIsTakenAndALineSaysSo() {
        try (LogLines lines = LogLines.of(MediahookAutoConfiguration.class)) {
            install("first", "second");

            assertThat(lines.warnings())
                    .singleElement()
                    .asString()
                    .contains("several data sources")
                    .contains("mediahook.data-source");
        }
        assertThat(folder.resolve("mediahook.db")).exists();
    }

    @Test
    void noneIsTakenIfTheHostSaysSo() {
        properties.put("mediahook.data-source", "none");
        try (LogLines lines = LogLines.of(MediahookAutoConfiguration.class)) {
            install("first", "second");

            assertThat(lines.all()).isEmpty();
        }
    }

    private void install(String... pools) {
        properties.put("mediahook.enabled", "true");
        try (AnnotationConfigApplicationContext host = new AnnotationConfigApplicationContext()) {
            host.getEnvironment().getPropertySources().addFirst(new MapPropertySource("host", Map.copyOf(properties)));
            for (String pool : pools) {
                host.registerBean(pool, DataSource.class, () -> new HikariDataSource());
            }
            host.registerBean("camelContext", CamelContext.class, this::context);
            host.register(MediahookAutoConfiguration.class);
            host.refresh();
        }
    }

    private CamelContext context() {
        CamelContext context = new DefaultCamelContext();
        properties.put("mediahook.data-dir", folder.toString());
        properties.forEach(context.getPropertiesComponent()::addInitialProperty);
        return context;
    }
}
