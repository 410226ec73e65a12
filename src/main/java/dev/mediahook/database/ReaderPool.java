package dev.mediahook.database;

import com.zaxxer.hikari.HikariConfig;

/** The pool of connections that read. */
final class ReaderPool {

    private ReaderPool() {}

    static HikariConfig config(String url) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("mediahook-readers");
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(1);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(2_000);
        return config;
    }
}
