package dev.mediahook.database;

import java.sql.Connection;
import java.sql.SQLException;

/** What a connection needs before it is used. */
@FunctionalInterface
interface SetUp {

    void run(Connection connection) throws SQLException;

    /** The connection when it is ready; one that does not get there is closed. */
    static Connection of(Connection connection, SetUp setUp) throws SQLException {
        try {
            setUp.run(connection);
            return connection;
        } catch (SQLException unusable) {
            connection.close();
            throw unusable;
        }
    }
}
