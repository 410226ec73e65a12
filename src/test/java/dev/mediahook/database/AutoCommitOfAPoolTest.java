package dev.mediahook.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.mediahook.work.TestThreads;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many pools do not reset their connections: the host then gets each connection as Mediahook left it. */
class AutoCommitOfAPoolTest {

    @TempDir
    Path folder;

    private final List<Boolean> returned = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @CsvSource({"SQLITE, true", "SQLITE, false", "POSTGRESQL, true", "POSTGRESQL, false"})
    void aConnectionCommitsByItselfAgainOnlyIfItDidBefore(TestDatabase kind, boolean commits) {
        String url = kind == TestDatabase.SQLITE
                ? "jdbc:sqlite:" + folder.resolve("own.db")
                : kind.properties(folder).get("mediahook.database.url");
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(url);
            pool.setUsername("postgres");
            pool.setMaximumPoolSize(3);
            pool.setAutoCommit(commits);
            DatabaseSettings settings =
                    new DatabaseSettings(folder, "", null, null, Optional.empty(), 100, Duration.ofSeconds(8));
            try (Database database = Database.open(settings, Optional.of(recording(pool)), TestThreads.loops())) {
                database.writer().write(handle -> handle.execute("DELETE FROM mediahook_key"));
                database.read(handle -> handle.createQuery("SELECT id FROM mediahook_key")
                        .mapTo(String.class)
                        .list());
            }
        }
        assertThat(returned).isNotEmpty().containsOnly(commits);
    }

    private DataSource recording(DataSource pool) {
        return proxy(DataSource.class, (proxy, method, given) -> {
            Object result = method.invoke(pool, given);
            return result instanceof Connection connection ? recording(connection) : result;
        });
    }

    private Connection recording(Connection connection) {
        return proxy(Connection.class, (proxy, method, given) -> {
            if (method.getName().equals("close") && !connection.isClosed()) {
                returned.add(connection.getAutoCommit());
            }
            return method.invoke(connection, given);
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
