package dev.mediahook.database;

import java.sql.SQLException;

/** A statement of {@link Rows} failed. Has no cause: the message of the database's exception may repeat arguments. */
final class StatementFailed extends SQLException {

    private static final long serialVersionUID = 1;

    private final String statement;
    private final String type;

    StatementFailed(String statement, SQLException failure) {
        super("a statement failed", failure.getSQLState(), failure.getErrorCode());
        this.statement = statement;
        this.type = failure.getClass().getSimpleName();
    }

    String statement() {
        return statement;
    }

    String type() {
        return type;
    }
}
