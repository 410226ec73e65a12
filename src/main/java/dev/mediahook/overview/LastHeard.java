package dev.mediahook.overview;

import dev.mediahook.database.Database;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** When a webhook of each sender was last kept and last refused, on any node and across restarts. */
public final class LastHeard {

    private static final String WRITE = "INSERT INTO mediahook_heard (sender, kept_at, refused_at)"
            + " VALUES (:sender, :kept, :refused) ON CONFLICT (sender) DO UPDATE SET"
            + " kept_at = CASE WHEN excluded.kept_at > mediahook_heard.kept_at THEN excluded.kept_at"
            + " ELSE mediahook_heard.kept_at END,"
            + " refused_at = CASE WHEN excluded.refused_at > mediahook_heard.refused_at THEN excluded.refused_at"
            + " ELSE mediahook_heard.refused_at END";

    private final Map<String, Times> times = new ConcurrentHashMap<>();
    private final Set<String> unwritten = ConcurrentHashMap.newKeySet();

    /** In milliseconds since 1970; 0 for never. */
    private record Times(long kept, long refused) {

        Times latest(Times other) {
            return new Times(Math.max(kept, other.kept), Math.max(refused, other.refused));
        }
    }

    /** A webhook of this sender was kept. */
    public void kept(String sender, Instant at) {
        add(sender, new Times(at.toEpochMilli(), 0));
    }

    /** A delivery of this sender was refused. */
    public void refused(String sender, Instant at) {
        add(sender, new Times(0, at.toEpochMilli()));
    }

    private void add(String sender, Times more) {
        times.merge(sender, more, Times::latest);
        unwritten.add(sender);
    }

    /** When a webhook of this sender was last kept; nothing if none ever was. */
    public Optional<Instant> kept(String sender) {
        return instant(of(sender).kept());
    }

    /** When a delivery of this sender was last refused; nothing if none ever was. */
    public Optional<Instant> refused(String sender) {
        return instant(of(sender).refused());
    }

    private Times of(String sender) {
        return times.getOrDefault(sender, new Times(0, 0));
    }

    private static Optional<Instant> instant(long millis) {
        return millis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    /** Tells the other nodes about this one, and reads what they have told. */
    void share(Database database) {
        // In the same order on every node, so that two nodes never wait for each other.
        Set<String> senders = new TreeSet<>(unwritten);
        unwritten.removeAll(senders);
        try {
            if (!senders.isEmpty()) {
                write(database, senders);
            }
        } catch (RuntimeException away) {
            unwritten.addAll(senders);
            throw away;
        }
        Map<String, Times> known =
                database.read(handle -> handle.createQuery("SELECT sender, kept_at, refused_at FROM mediahook_heard")
                        .map((row, context) -> Map.entry(row.getString(1), new Times(row.getLong(2), row.getLong(3))))
                        .collectToMap(Map.Entry::getKey, Map.Entry::getValue));
        known.forEach((sender, told) -> times.merge(sender, told, Times::latest));
    }

    private void write(Database database, Set<String> senders) {
        int unused = database.writer().write(handle -> {
            int written = 0;
            for (String sender : senders) {
                Times latest = of(sender);
                written += handle.createUpdate(WRITE)
                        .bind("sender", sender)
                        .bind("kept", latest.kept())
                        .bind("refused", latest.refused())
                        .execute();
            }
            return written;
        });
    }
}
