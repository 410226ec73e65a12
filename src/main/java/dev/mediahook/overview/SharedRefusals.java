package dev.mediahook.overview;

import dev.mediahook.database.Database;
import dev.mediahook.database.Dialect;
import dev.mediahook.database.StoreUnavailable;
import dev.mediahook.delivery.EventIds;
import dev.mediahook.receive.Refusal;
import dev.mediahook.receive.RefusalCause;
import dev.mediahook.receive.Refusals;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * The last refused deliveries of all nodes. Nodes that share a database tell each other only the newest refusals since
 * the last look, so that a flood of refusals never becomes a flood of rows. A single program writes none.
 */
public final class SharedRefusals {

    private static final String NEWEST = "SELECT at, sender, cause, bytes, sha256, detail FROM mediahook_refusal"
            + " ORDER BY id DESC LIMIT " + Refusals.KEPT;
    private static final String FORGET = "DELETE FROM mediahook_refusal WHERE id < (SELECT min(id) FROM (SELECT id"
            + " FROM mediahook_refusal ORDER BY id DESC LIMIT " + Refusals.KEPT + ") AS newest)";

    private final Database database;
    private final Refusals own;
    private final EventIds ids;

    /**
     * @param own the refusals of this node
     */
    public SharedRefusals(Database database, Refusals own, EventIds ids) {
        this.database = database;
        this.own = own;
        this.ids = ids;
    }

    /** Newest first; only this node's refusals while the database is away. */
    public synchronized List<Refusal> recent() {
        if (alone()) {
            return own.recent();
        }
        try {
            List<Refusal> written =
                    database
                            .read(handle -> handle.createQuery(NEWEST)
                                    .map((row, context) -> refusal(row))
                                    .list())
                            .stream()
                            .flatMap(Optional::stream)
                            .toList();
            List<Refusal> untold = new ArrayList<>(own.untold());
            Collections.reverse(untold);
            return Stream.concat(untold.stream(), written.stream())
                    .sorted(Comparator.comparing(Refusal::at).reversed())
                    .limit(Refusals.KEPT)
                    .toList();
        } catch (StoreUnavailable away) {
            return own.recent();
        }
    }

    private boolean alone() {
        return database.dialect() == Dialect.SQLITE;
    }

    /** Tells the other nodes about this node's refusals. */
    synchronized void share() {
        List<Refusal> untold = alone() ? List.of() : own.untold();
        if (untold.isEmpty()) {
            return;
        }
        List<Refusal> oldestFirst = new ArrayList<>(untold);
        oldestFirst.sort(Comparator.comparing(Refusal::at));
        List<Long> numbers = oldestFirst.stream().map(one -> ids.next().value()).toList();
        int unused = database.writer().write(handle -> {
            for (int i = 0; i < numbers.size(); i++) {
                add(handle, numbers.get(i), oldestFirst.get(i));
            }
            return handle.execute(FORGET);
        });
        own.told(untold);
    }

    private static void add(Handle handle, long id, Refusal refusal) {
        handle.createUpdate("INSERT INTO mediahook_refusal (id, at, sender, cause, bytes, sha256, detail)"
                        + " VALUES (:id, :at, :sender, :cause, :bytes, :sha256, :detail) ON CONFLICT (id) DO NOTHING")
                .bind("id", id)
                .bind("at", refusal.at().toEpochMilli())
                .bind("sender", refusal.sender())
                .bind("cause", refusal.cause().name())
                .bind("bytes", refusal.bytes())
                .bind("sha256", refusal.sha256())
                .bind("detail", refusal.detail())
                .execute();
    }

    /** A cause that only a newer program knows is not shown. */
    private static Optional<Refusal> refusal(ResultSet row) throws SQLException {
        String name = row.getString("cause");
        Instant at = Instant.ofEpochMilli(row.getLong("at"));
        String sender = row.getString("sender");
        long bytes = row.getLong("bytes");
        String sha256 = row.getString("sha256");
        String detail = row.getString("detail");
        return Stream.of(RefusalCause.values())
                .filter(cause -> cause.name().equals(name))
                .findFirst()
                .map(cause -> new Refusal(at, sender, cause, bytes, sha256, detail));
    }
}
