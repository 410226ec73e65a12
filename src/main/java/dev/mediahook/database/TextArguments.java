package dev.mediahook.database;

import dev.mediahook.delivery.StorableText;
import java.sql.Types;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/** Binds texts in a form that both databases can store. */
final class TextArguments extends AbstractArgumentFactory<String> {

    TextArguments() {
        super(Types.VARCHAR);
    }

    @Override
    protected Argument build(String value, ConfigRegistry config) {
        String storable = StorableText.of(value);
        return (position, statement, context) -> statement.setString(position, storable);
    }
}
