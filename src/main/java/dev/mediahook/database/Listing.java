package dev.mediahook.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * Reads pages of an ever-growing table, newest first. In the index, the newest rows of each sender and state are at one
 * end. This class reads those ends and merges them, so that a page costs the same however large the table is.
 *
 * @param table has an index on sender, state and number that is named after the table, with the suffix _page
 * @param columns the columns to read
 * @param state the name of the state column
 * @param words the states that a row passes through
 * @param number the name of the column that grows with time, never negative
 */
public record Listing(String table, String columns, String state, List<String> words, String number) {

    /** The distinct values of a column. Each is found by one step into an index that begins with the given columns. */
    private static final String DISTINCT = "WITH RECURSIVE step(word) AS (SELECT min(%2$s) FROM %1$s WHERE %3$s"
            + " UNION ALL SELECT (SELECT min(%2$s) FROM %1$s WHERE %3$s AND %2$s > step.word) FROM step"
            + " WHERE step.word IS NOT NULL) SELECT word FROM step WHERE word IS NOT NULL";

    /** Selects a table's senders as {@code word}. The table needs an index that begins with the sender. */
    public static final String SENDERS = DISTINCT.formatted("%1$s", "sender", "1 = 1");

    /** A table's senders. The table needs an index that begins with the sender. */
    public static List<String> senders(Handle handle, String table) {
        return handle.createQuery(SENDERS.formatted(table)).mapTo(String.class).list();
    }

    /**
     * The newest rows.
     *
     * @param senders empty for all
     * @param states empty for all
     * @param before only rows with a lower number
     */
    public <T> List<T> newest(
            Handle handle,
            Collection<String> senders,
            Collection<String> states,
            long before,
            int limit,
            RowMapper<T> mapper) {
        Map<String, Object> values = new HashMap<>(Map.of("before", before, "limit", limit));
        String sql = senders.isEmpty() && states.isEmpty()
                ? "SELECT " + columns + " FROM " + table + " WHERE " + number + " < :before"
                : "SELECT " + columns + " FROM ("
                        + ends(
                                handle,
                                senders,
                                states,
                                values,
                                columns,
                                (sender, word) -> ordered(handle, sender, word, " DESC"))
                        + ") AS ends";
        return handle.createQuery(sql + " ORDER BY " + number + " DESC LIMIT :limit")
                .bindMap(values)
                .map(mapper)
                .list();
    }

    /**
     * Counts the rows of a state in an index, without reading rows.
     *
     * @param word one of the program's own; PostgreSQL counts by an index of the rows of this state only
     * @param most the count stops here
     */
    public int count(Handle handle, String word, int most) {
        Map<String, Object> values = new HashMap<>(Map.of("limit", most));
        String rows = postgresql(handle)
                ? table + " WHERE " + state + " = '" + word + "'"
                : "(" + ends(handle, List.of(), List.of(word), values, "1", this::pair) + ") AS ends";
        return handle.createQuery("SELECT count(*) FROM (SELECT 1 FROM " + rows + " LIMIT :limit) AS counted")
                .bindMap(values)
                .mapTo(Integer.class)
                .one();
    }

    /**
     * The lowest value of the only column, among each sender's oldest row of a state; empty if there is no such row.
     */
    public Optional<Long> oldest(Handle handle, String word) {
        Map<String, Object> values = new HashMap<>(Map.of("before", Long.MAX_VALUE, "limit", 1));
        return handle.createQuery("SELECT min(" + columns + ") FROM ("
                        + ends(
                                handle,
                                List.of(),
                                List.of(word),
                                values,
                                columns,
                                (sender, state) -> ordered(handle, sender, state, ""))
                        + ") AS ends")
                .bindMap(values)
                .mapTo(Long.class)
                .findOne();
    }

    private String ends(
            Handle handle,
            Collection<String> senders,
            Collection<String> states,
            Map<String, Object> values,
            String read,
            BinaryOperator<String> rows) {
        List<String> ends = new ArrayList<>();
        for (String one : senders.isEmpty() ? senders(handle, table) : senders) {
            for (String word : states.isEmpty() ? words(handle, one) : states) {
                String suffix = Integer.toString(ends.size());
                values.put("sender" + suffix, one);
                values.put("state" + suffix, word);
                ends.add("SELECT * FROM (SELECT " + read + rows.apply(":sender" + suffix, ":state" + suffix)
                        + " LIMIT :limit) AS end" + suffix);
            }
        }
        return ends.isEmpty()
                ? "SELECT " + read + " FROM " + table + " WHERE 1 = 0 LIMIT :limit"
                : String.join(" UNION ALL ", ends);
    }

    /**
     * Reads along the index. The statement leaves the planner no other way: with outdated statistics, either database
     * would walk along the numbers of all rows.
     */
    private String ordered(Handle handle, String sender, String word, String direction) {
        if (!postgresql(handle)) {
            return pair(sender, word) + " AND " + number + " < :before ORDER BY " + number + direction;
        }
        return " FROM " + table + " WHERE sender = " + sender + " AND " + state + " >= " + word + " AND (" + state
                + ", " + number + ") < (" + word + ", :before) ORDER BY " + state + direction + ", " + number
                + direction;
    }

    /** Names the index, for SQLite. */
    private String pair(String sender, String word) {
        return " FROM " + table + " INDEXED BY " + table + "_page WHERE sender = " + sender + " AND " + state + " = "
                + word;
    }

    private static boolean postgresql(Handle handle) {
        return Dialect.of(handle) == Dialect.POSTGRESQL;
    }

    /** Includes the known states: a row may change its state between the two statements. */
    private Set<String> words(Handle handle, String sender) {
        Set<String> all = new LinkedHashSet<>(words);
        all.addAll(handle.createQuery(DISTINCT.formatted(table, state, "sender = :sender"))
                .bind("sender", sender)
                .mapTo(String.class)
                .list());
        return all;
    }
}
