package dev.mediahook.database;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/** Configures Jdbi so that messages contain no arguments, and that bound text can be stored in every database. */
final class JdbiConfiguration {

    private JdbiConfiguration() {}

    static Jdbi configured(Jdbi jdbi) {
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        return jdbi.registerArgument(new TextArguments());
    }
}
