package dev.mediahook.database;

import java.sql.Connection;
import java.sql.SQLException;

/** Prepares a connection before it is used. */
@FunctionalInterface
interface SetUp {

    void run(Connection connection) throws SQLException;

    /** Returns the prepared connection. If the preparation fails, the connection is closed. */
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
