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
 * Pages of a table that grows without end, newest first. Each pair of a sender and a state has its newest at the end of
 * an index: those ends are read and merged, so that a page costs the same however much is kept.
 *
 * @param table with an index on sender, state and number that is called after it and _page
 * @param columns what is read
 * @param state the column of the state
 * @param words the states that a row goes through
 * @param number the column that grows with time, never negative
 */
public record Listing(String table, String columns, String state, List<String> words, String number) {

    /** The different values of a column, each found by one step into an index that begins with what is given. */
    private static final String DISTINCT = "WITH RECURSIVE step(word) AS (SELECT min(%2$s) FROM %1$s WHERE %3$s"
            + " UNION ALL SELECT (SELECT min(%2$s) FROM %1$s WHERE %3$s AND %2$s > step.word) FROM step"
            + " WHERE step.word IS NOT NULL) SELECT word FROM step WHERE word IS NOT NULL";

    /** Selects the senders in a table, each as the word; the table has an index that begins with the sender. */
    public static final String SENDERS = DISTINCT.formatted("%1$s", "sender", "1 = 1");

    /** The senders in a table that has an index that begins with the sender. */
    public static List<String> senders(Handle handle, String table) {
        return handle.createQuery(SENDERS.formatted(table)).mapTo(String.class).list();
    }

    /**
     * The newest rows.
     *
     * @param senders empty for all
     * @param states empty for all
     * @param before only rows whose number is lower
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
     * How many rows there are of a state: that is counted, and no row is read.
     *
     * @param word of the program's own; an index of the rows of this state alone is what PostgreSQL counts by
     * @param most of more it only says that they are so many
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

    /** The lowest that the only column has among each sender's oldest of a state; nothing if there is none of it. */
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
     * Along the index. Said so that a planner can't do it in another way: with an outdated idea of how many rows are kept of
     * a state, either database walks along the numbers of all of them.
     */
    private String ordered(Handle handle, String sender, String word, String direction) {
        if (!postgresql(handle)) {
            return pair(sender, word) + " AND " + number + " < :before ORDER BY " + number + direction;
        }
        return " FROM " + table + " WHERE sender = " + sender + " AND " + state + " >= " + word + " AND (" + state
                + ", " + number + ") < (" + word + ", :before) ORDER BY " + state + direction + ", " + number
                + direction;
    }

    /** For SQLite. */
    private String pair(String sender, String word) {
        return " FROM " + table + " INDEXED BY " + table + "_page WHERE sender = " + sender + " AND " + state + " = "
                + word;
    }

    private static boolean postgresql(Handle handle) {
        return Dialect.of(handle) == Dialect.POSTGRESQL;
    }

    /** A row may change its state between two statements, so that those it may have then are asked for besides. */
    private Set<String> words(Handle handle, String sender) {
        Set<String> all = new LinkedHashSet<>(words);
        all.addAll(handle.createQuery(DISTINCT.formatted(table, state, "sender = :sender"))
                .bind("sender", sender)
                .mapTo(String.class)
                .list());
        return all;
    }
}
