package dev.mediahook.database;

import java.sql.Types;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/**
 * Text that both databases can store. PostgreSQL refuses NUL, and an unpaired surrogate has no UTF-8 form. U+FFFD
 * replaces both, so that a stranger's input never prevents a row from being written.
 */
final class StorableText extends AbstractArgumentFactory<String> {

    private static final char REPLACEMENT = '\uFFFD';

    StorableText() {
        super(Types.VARCHAR);
    }

    @Override
    protected Argument build(String value, ConfigRegistry config) {
        String storable = of(value);
        return (position, statement, context) -> statement.setString(position, storable);
    }

    /** The text itself if it can be stored, otherwise a copy with replacements. */
    static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!storable(text, i)) {
                return replaced(text);
            }
        }
        return text;
    }

    private static String replaced(String text) {
        StringBuilder replaced = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            replaced.append(storable(text, i) ? text.charAt(i) : REPLACEMENT);
        }
        return replaced.toString();
    }

    private static boolean storable(String text, int i) {
        char one = text.charAt(i);
        if (Character.isHighSurrogate(one)) {
            return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        }
        return one != '\0'
                && (!Character.isLowSurrogate(one) || (i > 0 && Character.isHighSurrogate(text.charAt(i - 1))));
    }
}
