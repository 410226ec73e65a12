package dev.mediahook.receive.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.SocketAddress;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

    private static final int MOST = 80;
    private static final int NOT_YET_READ = MOST / 8;

    private final AtomicLong nanos = new AtomicLong();
    private final List<HttpConnection> closed = new ArrayList<>();
    private final List<Runnable> read = new ArrayList<>();
    private final Connections connections = new Connections(
            new ServerLimits(8192, Duration.ofSeconds(10), Duration.ofSeconds(60), MOST, MOST, false),
            nanos::incrementAndGet,
            why -> {},
            read::add);

    @Test
    void aFloodEndsNoConnectionThatWasNotReadYetWhileOthersAreSilent() {
        open(MOST);
        readAll();
        HttpConnection genuine = open(1).get(0);
        open(NOT_YET_READ);

        assertThat(closed).hasSize(NOT_YET_READ + 1).doesNotContain(genuine);
        assertThat(connections.began(genuine, false)).isTrue();
    }

    @Test
    void aFewMoreStayUntilTheyWereReadAndThenMakeRoom() {
        open(MOST + NOT_YET_READ);
        assertThat(closed).isEmpty();

        readAll();
        open(NOT_YET_READ);
        assertThat(connections.open()).isEqualTo(MOST);
    }

    @Test
    void howeverManyComeAtOnceThereIsABoundAndTheNewestIsIn() {
        List<HttpConnection> all = open(10 * MOST);

        assertThat(connections.open()).isEqualTo(MOST + NOT_YET_READ);
        assertThat(connections.began(all.get(all.size() - 1), false)).isTrue();
    }

    @Test
    void whoeverWaitsForAnAnswerStaysAndTheNextIsToldToComeAgain() {
        List<HttpConnection> busy = open(MOST + NOT_YET_READ);
        busy.forEach(one -> connections.began(one, false));
        HttpConnection next = open(1).get(0);

        assertThat(closed).isEmpty();
        assertThat(connections.began(next, false))
                .as("there is room for the request")
                .isFalse();
    }

    private List<HttpConnection> open(int count) {
        List<HttpConnection> opened = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            opened.add(connection());
        }
        opened.forEach(connections::opened);
        return opened;
    }

    private void readAll() {
        read.forEach(Runnable::run);
        read.clear();
    }

    private HttpConnection connection() {
        return (HttpConnection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {HttpConnection.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "remoteAddress":
                            return SocketAddress.inetSocketAddress(1, "192.0.2.1");
                        case "close":
                            closed.add((HttpConnection) proxy);
                            return null;
                        case "equals":
                            return proxy == arguments[0];
                        case "hashCode":
                            return System.identityHashCode(proxy);
                        default:
                            return proxy instanceof HttpConnection
                                            && method.getReturnType().isInstance(proxy)
                                    ? proxy
                                    : null;
                    }
                });
    }
}
