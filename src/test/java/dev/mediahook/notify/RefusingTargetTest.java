package dev.mediahook.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.mediahook.notify.Notifications.Notification;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.Test;

/**
 * If a target refuses a notification, the cause is reported. No log line of ours contains the query of the target's
 * URL, at any level.
 */
class RefusingTargetTest {

    private static final String OURS = "dev.mediahook";
    private static final String QUERY = "who=known-to-nobody-else";

    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final AbstractAppender appender = new AbstractAppender("ours", null, null, true, Property.EMPTY_ARRAY) {
        @Override
        public void append(LogEvent event) {
            if (event.getLoggerName().startsWith(OURS)) {
                StringWriter text = new StringWriter();
                text.append(event.getMessage().getFormattedMessage());
                if (event.getThrown() != null) {
                    event.getThrown().printStackTrace(new PrintWriter(text, true));
                }
                logged.add(text.toString());
            }
        }
    };

    @Test
    void hasItsQueryToldToNobody() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/hook", exchange -> {
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/hook?" + QUERY;
        Logger root = (Logger) LogManager.getRootLogger();
        Level before = root.getLevel();
        appender.start();
        root.addAppender(appender);
        Configurator.setRootLevel(Level.DEBUG);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            TargetProducer producer = new TargetProducer(
                    new TargetEndpoints(context, List.of()), Optional.empty(), Optional.empty(), Clock.systemUTC());
            Optional<TargetRefusal> refusal =
                    producer.send(new Target("a", url, Set.of(), List.of()), new Claimed(notification(), "{}", null));
            assertThat(refusal).get().extracting(TargetRefusal::cause).isEqualTo("it answered 500");
        } finally {
            Configurator.setRootLevel(before);
            root.removeAppender(appender);
            appender.stop();
            server.stop(0);
        }
        assertThat(logged).noneMatch(line -> line.contains(QUERY));
    }

    private static Notification notification() {
        Instant now = Instant.EPOCH;
        return new Notification("n", "a", 1, 0, "bfl", "j", "t", now, "pending", now, now, 1, null, null);
    }
}
