package dev.mediahook.receive.vertx;

import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The open connections of one server, by what each waits for. If the limit is reached, the connection that has waited
 * longest for its client is closed for a new one.
 */
public final class Connections {

    private static final String KEY = "mediahook.connections";
    private static final long NANOS = 1_000_000_000L;
    /** If all connections wait for our answers, this many more get a 503 before others are closed without an answer. */
    private static final int TURNED_AWAY = 64;
    /** While many connections come at once, this many more may stay until they have been read from. */
    private static final int MOST_NOT_YET_READ = 64;

    private record Peer(String address, Stage stage, long since, boolean turnedAway) {}

    private final ServerLimits limits;
    private final int notYetRead;
    private final LongSupplier nanoTime;
    private final Consumer<String> closed;
    private final Consumer<Runnable> onceRead;
    private final Map<HttpConnection, Peer> peers = new HashMap<>();
    private final Map<Stage, Map<HttpConnection, Peer>> byAge = new EnumMap<>(Stage.class);
    private final Map<String, Integer> ofAddress = new HashMap<>();

    /**
     * @param closed is told why a connection was closed, in a word
     * @param onceRead runs something once a connection that is opened on this event loop has been read from
     */
    public Connections(
            ServerLimits limits, LongSupplier nanoTime, Consumer<String> closed, Consumer<Runnable> onceRead) {
        this.limits = limits;
        this.notYetRead = Math.min(MOST_NOT_YET_READ, limits.connections() / 8);
        this.nanoTime = nanoTime;
        this.closed = closed;
        this.onceRead = onceRead;
        for (Stage stage : Stage.values()) {
            byAge.put(stage, new LinkedHashMap<>());
        }
    }

    public void opened(HttpConnection connection) {
        String address = String.valueOf(connection.remoteAddress().hostAddress());
        connection.closeHandler(gone -> closed(connection));
        List<HttpConnection> leaving;
        synchronized (this) {
            leaving = makeRoom(address);
            boolean full = leaving.isEmpty() && isFull(address, notYetRead);
            leaving.forEach(this::remove);
            put(connection, new Peer(address, Stage.READING, nanoTime.getAsLong(), full));
            ofAddress.merge(address, 1, Integer::sum);
            if (full && peers.size() > limits.connections() + notYetRead + TURNED_AWAY) {
                leaving = List.of(connection);
            }
        }
        leaving.forEach(one -> close(one, "crowded"));
        onceRead.accept(() -> wasRead(connection));
    }

    /** A flood of new connections must not end one whose head is here and was only not read yet. */
    private synchronized void wasRead(HttpConnection connection) {
        Peer peer = peers.get(connection);
        if (peer != null && peer.stage() == Stage.READING) {
            ofStage(Stage.READING).remove(connection);
            put(connection, new Peer(peer.address(), Stage.FIRST_HEAD, peer.since(), peer.turnedAway()));
        }
    }

    /** The connections to close for a new one: one for its place, and one if another was let in beyond the limit. */
    private List<HttpConnection> makeRoom(String address) {
        List<HttpConnection> leaving = new ArrayList<>();
        if (isFull(address, 0)) {
            add(leaving, longestWaiting(onlyOf(address, 0)));
        }
        if (!leaving.isEmpty() && isFull(address, 1)) {
            leaving.forEach(this::remove);
            add(leaving, longestWaiting(onlyOf(address, 0)));
        }
        if (leaving.isEmpty() && isFull(address, notYetRead)) {
            String only = onlyOf(address, notYetRead);
            HttpConnection unread = oldest(Stage.READING, only);
            add(leaving, unread == null ? oldest(Stage.NEXT_HEAD, only) : unread);
        }
        return leaving;
    }

    private static void add(List<HttpConnection> leaving, @Nullable HttpConnection connection) {
        if (connection != null) {
            leaving.add(connection);
        }
    }

    private boolean isFull(String address, int beyond) {
        return onlyOf(address, beyond) != null || peers.size() >= limits.connections() + beyond;
    }

    /** The address, if it has too many connections, so that one of its own is closed. */
    private @Nullable String onlyOf(String address, int beyond) {
        return ofAddress.getOrDefault(address, 0) >= limits.connectionsOfAddress() + beyond ? address : null;
    }

    /**
     * Records that the head of a request is complete.
     *
     * @param withBody whether a body follows
     * @return whether there is room for the request
     */
    public synchronized boolean began(HttpConnection connection, boolean withBody) {
        Peer peer = move(connection, withBody ? Stage.BODY : Stage.ANSWER);
        return peer == null || !peer.turnedAway();
    }

    /** Follows a request to its end. To be called before any other handler is set on the request. */
    public void follow(RoutingContext context) {
        HttpConnection connection = context.request().connection();
        context.put(KEY, this);
        context.addEndHandler(ended -> answered(connection));
        context.next();
    }

    /** Records that a request is complete: from now on its client waits for our answer. */
    public static void whole(RoutingContext context) {
        Connections connections = context.get(KEY);
        if (connections != null) {
            connections.whole(context.request().connection());
        }
    }

    private synchronized void whole(HttpConnection connection) {
        move(connection, Stage.ANSWER);
    }

    public synchronized void answered(HttpConnection connection) {
        move(connection, Stage.NEXT_HEAD);
    }

    /** Closes connections whose time is over. */
    public void sweep() {
        List<HttpConnection> late = new ArrayList<>();
        synchronized (this) {
            late.addAll(olderThan(Stage.READING, limits.headTime().toNanos()));
            late.addAll(olderThan(Stage.FIRST_HEAD, limits.headTime().toNanos()));
            late.addAll(olderThan(Stage.NEXT_HEAD, limits.idleTime().toNanos()));
            // A body that has a reader ends sooner, by an answer.
            late.addAll(olderThan(Stage.BODY, limits.headTime().toNanos() + 5 * NANOS));
            late.forEach(this::remove);
        }
        late.forEach(connection -> close(connection, "silent"));
    }

    synchronized int open() {
        return peers.size();
    }

    private void close(HttpConnection connection, String why) {
        closed.accept(why);
        connection.close();
    }

    private synchronized void closed(HttpConnection connection) {
        remove(connection);
    }

    private List<HttpConnection> olderThan(Stage stage, long nanos) {
        long now = nanoTime.getAsLong();
        List<HttpConnection> late = new ArrayList<>();
        for (Map.Entry<HttpConnection, Peer> one : ofStage(stage).entrySet()) {
            if (now - one.getValue().since() < nanos) {
                break;
            }
            late.add(one.getKey());
        }
        return late;
    }

    /** The connection that has waited longest for its first complete request. */
    private @Nullable HttpConnection longestWaiting(@Nullable String address) {
        HttpConnection head = oldest(Stage.FIRST_HEAD, address);
        HttpConnection body = oldest(Stage.BODY, address);
        if (head == null || body == null) {
            return head == null ? body : head;
        }
        return since(head) - since(body) <= 0 ? head : body;
    }

    private long since(HttpConnection connection) {
        Peer peer = peers.get(connection);
        return peer == null ? Long.MAX_VALUE : peer.since();
    }

    private @Nullable HttpConnection oldest(Stage stage, @Nullable String address) {
        for (Map.Entry<HttpConnection, Peer> one : ofStage(stage).entrySet()) {
            if (address == null || one.getValue().address().equals(address)) {
                return one.getKey();
            }
        }
        return null;
    }

    private @Nullable Peer move(HttpConnection connection, Stage stage) {
        Peer before = peers.get(connection);
        if (before == null) {
            return null;
        }
        ofStage(before.stage()).remove(connection);
        Peer after = new Peer(before.address(), stage, nanoTime.getAsLong(), before.turnedAway());
        put(connection, after);
        return after;
    }

    private void put(HttpConnection connection, Peer peer) {
        peers.put(connection, peer);
        ofStage(peer.stage()).put(connection, peer);
    }

    private void remove(HttpConnection connection) {
        Peer peer = peers.remove(connection);
        if (peer != null) {
            ofStage(peer.stage()).remove(connection);
            ofAddress.computeIfPresent(peer.address(), (address, count) -> count == 1 ? null : count - 1);
        }
    }

    private Map<HttpConnection, Peer> ofStage(Stage stage) {
        Map<HttpConnection, Peer> connections = byAge.get(stage);
        if (connections == null) {
            throw new IllegalStateException("every stage has its connections");
        }
        return connections;
    }
}
