package dev.mediahook.database;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/** Jdbi as this program uses it: it writes no argument into a message, and binds only what every database keeps. */
final class Quiet {

    private Quiet() {}

    static Jdbi configured(Jdbi jdbi) {
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        return jdbi.registerArgument(new StorableText());
    }
}
