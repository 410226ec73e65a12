package dev.mediahook.database;

import dev.mediahook.delivery.StorableText;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sets the arguments of a statement; indexes start at 1. */
public final class Arguments {

    private final PreparedStatement statement;

    Arguments(PreparedStatement statement) {
        this.statement = statement;
    }

    /** A text, or null. Characters that no database can store are replaced. */
    public void text(int index, @Nullable String text) throws SQLException {
        statement.setString(index, text == null ? null : StorableText.of(text));
    }

    public void number(int index, long number) throws SQLException {
        statement.setLong(index, number);
    }

    /** A whole number, or null. */
    public void numberIfAny(int index, @Nullable Number number) throws SQLException {
        if (number == null) {
            nothing(index);
        } else {
            number(index, number.longValue());
        }
    }

    public void nothing(int index) throws SQLException {
        statement.setNull(index, Types.BIGINT);
    }

    public void bytes(int index, byte[] bytes) throws SQLException {
        statement.setBytes(index, bytes);
    }

    /** Texts as a PostgreSQL array, each treated as in {@link #text}. */
    public void texts(int index, List<@Nullable String> texts) throws SQLException {
        array(index, "text", texts.stream().map(text -> text == null ? null : StorableText.of(text)));
    }

    /** Whole numbers as a PostgreSQL array. */
    public void numbers(int index, List<Long> numbers) throws SQLException {
        array(index, "bigint", numbers.stream());
    }

    /** Byte arrays as a PostgreSQL array. */
    public void manyBytes(int index, List<byte[]> bytes) throws SQLException {
        statement.setArray(index, statement.getConnection().createArrayOf("bytea", bytes.toArray(byte[][]::new)));
    }

    private void array(int index, String type, Stream<?> elements) throws SQLException {
        statement.setArray(index, statement.getConnection().createArrayOf(type, elements.toArray()));
    }
}
