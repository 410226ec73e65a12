package dev.mediahook.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Plain JDBC for the statements that every delivery needs: one round trip for many rows. */
public final class Rows {

    private Rows() {}

    /** Binds one item to a statement's arguments. */
    @FunctionalInterface
    public interface Binding<T> {
        void bind(Arguments arguments, T item) throws SQLException;
    }

    /** Maps the current row of a result. */
    @FunctionalInterface
    public interface Reading<R> {
        R read(ResultSet row) throws SQLException;
    }

    /** Runs a statement once per item, as a batch. Returns how many rows each run changed. */
    public static <T> int[] change(Handle handle, String sql, List<T> items, Binding<T> binding) throws SQLException {
        if (items.isEmpty()) {
            return new int[0];
        }
        try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
            Arguments arguments = new Arguments(statement);
            for (T item : items) {
                binding.bind(arguments, item);
                statement.addBatch();
            }
            return statement.executeBatch();
        } catch (SQLException failure) {
            throw new StatementFailed(sql, failure);
        }
    }

    /** Runs a query and maps its rows. */
    public static <T, R> List<R> answer(Handle handle, String sql, T item, Binding<T> binding, Reading<R> reading)
            throws SQLException {
        List<R> answers = new ArrayList<>();
        try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
            binding.bind(new Arguments(statement), item);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    answers.add(reading.read(rows));
                }
            }
            return answers;
        } catch (SQLException failure) {
            throw new StatementFailed(sql, failure);
        }
    }
}
