package dev.mediahook.database;

import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.Handle;

/** Returns an embedded database's unused space to the file system, in small steps. PostgreSQL does so itself. */
public final class FreeSpace {

    /** If less than this fraction of the pages is free, the database will soon reuse them. */
    private static final int KEPT_SHARE = 4;

    private static final int PAGES = 500;
    private static final int MOST_STEPS = 200;

    private final Database database;

    public FreeSpace(Database database) {
        this.database = database;
    }

    /** Shrinks the file as long as more than a quarter of it is free. Returns by how many pages. */
    public long giveBack() {
        if (database.dialect() != Dialect.SQLITE) {
            return 0;
        }
        long before = pragma("page_count");
        for (int step = 0; step < MOST_STEPS && pragma("freelist_count") > pragma("page_count") / KEPT_SHARE; step++) {
            int unused = database.writer().write(FreeSpace::shorten);
        }
        return before - pragma("page_count");
    }

    /** An update is executed to its end; a query would return one page only. */
    private static int shorten(Handle handle) throws SQLException {
        try (Statement statement = handle.getConnection().createStatement()) {
            return statement.executeUpdate("PRAGMA incremental_vacuum(" + PAGES + ")");
        }
    }

    private long pragma(String name) {
        return database.read(
                handle -> handle.createQuery("PRAGMA " + name).mapTo(Long.class).one());
    }
}
