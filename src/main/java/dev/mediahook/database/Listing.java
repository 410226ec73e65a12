package dev.mediahook.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * Pages of a table that grows without end, newest first. Each pair of a sender and a state has its newest at the end of
 * an index: those ends are read and merged, so that a page costs the same however much is kept.
 *
 * @param table with an index on sender, state and number
 * @param columns what is read
 * @param state the column of the state
 * @param words the states that a row goes through
 * @param number the column that grows with time
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
        Map<String, Object> values = new HashMap<>();
        values.put("before", before);
        values.put("limit", limit);
        String sql = senders.isEmpty() && states.isEmpty()
                ? "SELECT " + columns + " FROM " + table + " WHERE " + number + " < :before"
                : "SELECT " + columns + " FROM (" + ends(handle, senders, states, values) + ") AS ends";
        return handle.createQuery(sql + " ORDER BY " + number + " DESC LIMIT :limit")
                .bindMap(values)
                .map(mapper)
                .list();
    }

    /**
     * How many rows there are of a state in a table that has an index on sender and state: that is counted, and no row is
     * read.
     *
     * @param most of more it only says that they are so many
     */
    public static int count(Handle handle, String table, String state, int most) {
        Map<String, Object> values = new HashMap<>();
        values.put("state", state);
        values.put("most", most);
        List<String> ends = new ArrayList<>();
        for (String one : senders(handle, table)) {
            String suffix = Integer.toString(ends.size());
            values.put("sender" + suffix, one);
            ends.add("SELECT * FROM (SELECT 1 AS one FROM " + table + " WHERE sender = :sender" + suffix
                    + " AND state = :state LIMIT :most) AS end" + suffix);
        }
        if (ends.isEmpty()) {
            return 0;
        }
        return handle.createQuery("SELECT count(*) FROM (SELECT one FROM (" + String.join(" UNION ALL ", ends)
                        + ") AS ends LIMIT :most) AS counted")
                .bindMap(values)
                .mapTo(Integer.class)
                .one();
    }

    private String ends(
            Handle handle, Collection<String> senders, Collection<String> states, Map<String, Object> values) {
        List<String> ends = new ArrayList<>();
        for (String one : senders.isEmpty() ? senders(handle, table) : senders) {
            for (String word : states.isEmpty() ? words(handle, one) : states) {
                String suffix = Integer.toString(ends.size());
                values.put("sender" + suffix, one);
                values.put("state" + suffix, word);
                ends.add("SELECT * FROM (SELECT " + columns + " FROM " + table + " WHERE sender = :sender" + suffix
                        + " AND " + state + " = :state" + suffix + " AND " + number + " < :before ORDER BY " + number
                        + " DESC LIMIT :limit) AS newest" + suffix);
            }
        }
        return ends.isEmpty()
                ? "SELECT " + columns + " FROM " + table + " WHERE " + number + " < :before AND 1 = 0"
                : String.join(" UNION ALL ", ends);
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
