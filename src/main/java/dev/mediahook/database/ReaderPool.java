package dev.mediahook.database;

import com.zaxxer.hikari.HikariDataSource;

/** The connection pool for reads. */
final class ReaderPool {

    private ReaderPool() {}

    /** A pool that connects at the first read, so that the schema exists by then. */
    static HikariDataSource at(String url) {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName("mediahook-readers");
        pool.setJdbcUrl(url);
        pool.setMaximumPoolSize(4);
        pool.setMinimumIdle(1);
        pool.setInitializationFailTimeout(-1);
        pool.setConnectionTimeout(2_000);
        return pool;
    }
}
