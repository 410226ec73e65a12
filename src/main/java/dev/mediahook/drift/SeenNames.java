package dev.mediahook.drift;

import dev.mediahook.database.Database;
import dev.mediahook.drift.DriftView.Novelty;
import dev.mediahook.drift.SeenName.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** All names that each sender has used. Kept in memory, and written to the database now and then. */
final class SeenNames {

    /** After this many deliveries, a sender's usual names are known. */
    private static final int LEARNING = 20;

    private static final int MOST_OF_ONE_SENDER = 1_000;
    private static final int MOST_SHOWN = 200;

    private static final String WRITE =
            "INSERT INTO mediahook_seen (sender, kind, name, first_at, last_at, times, earlier)"
                    + " VALUES (:sender, :kind, :name, :first, :last, :times, :earlier) ON CONFLICT (sender, kind, name)"
                    + " DO UPDATE SET last_at = excluded.last_at, times = mediahook_seen.times + excluded.times";

    /** All programs change rows in this order, so that no two wait for each other. */
    private static final Comparator<SeenName> IN_ORDER =
            Comparator.comparing(SeenName::sender).thenComparing(SeenName::kind).thenComparing(SeenName::name);

    /** How often a name was seen since it was last written. */
    private static final class Use {
        private final long first;
        private final long before;
        private long last;
        private long unwritten;

        Use(long first, long before) {
            this.first = first;
            this.last = first;
            this.before = before;
        }
    }

    private final Database database;
    private final Map<SeenName, Use> uses = new HashMap<>();
    private final Map<String, Long> deliveries = new HashMap<>();
    private final Map<String, Integer> names = new HashMap<>();
    private boolean read;

    SeenNames(Database database) {
        this.database = database;
    }

    /** Records the names of one delivery. */
    synchronized void add(String sender, Set<SeenName> used, Instant at) {
        readOnce();
        long before = deliveries.merge(sender, 1L, Long::sum) - 1;
        use(new SeenName(sender, Kind.DELIVERY, ""), at.toEpochMilli(), 0);
        used.forEach(name -> use(name, at.toEpochMilli(), before));
    }

    private void use(SeenName name, long at, long before) {
        Use use = uses.get(name);
        if (use == null) {
            if (names.merge(name.sender(), 1, Integer::sum) > MOST_OF_ONE_SENDER) {
                return;
            }
            use = new Use(at, before);
            uses.put(name, use);
        }
        use.last = Math.max(use.last, at);
        use.unwritten++;
    }

    private void readOnce() {
        if (read) {
            return;
        }
        database.read(handle -> handle.createQuery(
                        "SELECT sender, kind, name, first_at, times, earlier FROM mediahook_seen")
                .map((row, context) -> {
                    SeenName name = new SeenName(row.getString(1), Kind.ofWord(row.getString(2)), row.getString(3));
                    uses.put(name, new Use(row.getLong(4), row.getLong(6)));
                    names.merge(name.sender(), 1, Integer::sum);
                    if (name.kind() == Kind.DELIVERY) {
                        deliveries.put(name.sender(), row.getLong(5));
                    }
                    return name;
                })
                .list());
        read = true;
    }

    /** Writes the counts since the last write. */
    synchronized void write() {
        List<Map.Entry<SeenName, Use>> changed = new ArrayList<>();
        uses.entrySet().stream().filter(entry -> entry.getValue().unwritten > 0).forEach(changed::add);
        changed.sort(Map.Entry.comparingByKey(IN_ORDER));
        int written = database.writer().inSteps(changed, (handle, step) -> {
            step.forEach(entry -> write(handle, entry.getKey(), entry.getValue()));
            return step.size();
        });
        if (written == changed.size()) {
            changed.forEach(entry -> entry.getValue().unwritten = 0);
        }
    }

    private static void write(Handle handle, SeenName name, Use use) {
        handle.createUpdate(WRITE)
                .bind("sender", name.sender())
                .bind("kind", name.kind().word())
                .bind("name", name.name())
                .bind("first", use.first)
                .bind("last", use.last)
                .bind("times", use.unwritten)
                .bind("earlier", use.before)
                .execute();
    }

    /** Names that appeared after the sender's usual names were known, newest first. */
    List<Novelty> novelties() {
        return database.read(handle -> handle.createQuery("SELECT sender, kind, name, first_at, last_at, times, earlier"
                        + " FROM mediahook_seen WHERE earlier >= " + LEARNING + " ORDER BY first_at DESC LIMIT "
                        + MOST_SHOWN)
                .map((row, context) -> new Novelty(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        Instant.ofEpochMilli(row.getLong(4)),
                        Instant.ofEpochMilli(row.getLong(5)),
                        row.getLong(6),
                        row.getLong(7)))
                .list());
    }
}
