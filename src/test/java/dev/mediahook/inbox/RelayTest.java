package dev.mediahook.inbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediahook.LogLines;
import dev.mediahook.database.StoreUnavailable;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.delivery.EventId;
import dev.mediahook.delivery.Proof;
import dev.mediahook.delivery.RawBody;
import dev.mediahook.delivery.Via;
import dev.mediahook.event.Event;
import dev.mediahook.event.Meaning;
import dev.mediahook.event.Notes;
import dev.mediahook.event.Outcome;
import dev.mediahook.event.Reason;
import dev.mediahook.log.LogSample;
import dev.mediahook.receive.DeliveryRefused;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.ExchangeBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An event travels through a broker as one message. The inbox then keeps it as if it had come there directly. */
class RelayTest {

    /** So many get into the log while the broker is away. */
    private static final int LINES = 2;

    private static final byte[] BODY = {'{', '\n', 0, (byte) 0xff, '\n', '}'};

    private final CamelContext context = new DefaultCamelContext();
    private final List<byte[]> messages = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();

    @TempDir
    Path folder;

    private TestInbox inbox;

    @BeforeEach
    void start() throws Exception {
        inbox = new TestInbox(TestDatabase.SQLITE, folder);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:broker").process(exchange -> {
                    messages.add(exchange.getMessage().getBody(byte[].class));
                    groups.add(exchange.getMessage().getHeader(RelayEndpoint.GROUP, String.class));
                });
                from("direct:away").throwException(new IllegalStateException("secret of the broker"));
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        inbox.close();
    }

    @Test
    void whatTheBrokerGivesIsKeptOnceWithItsBytes() throws Exception {
        RelayEndpoint relay = relay("direct:broker");
        RelayedProcessor taking = new RelayedProcessor(inbox.inbox);
        Event event = event("job-1", Proof.SIGNED, null);

        assertThat(relay.keep(event)).isEqualTo(Kept.NEW);
        assertThat(relay.keep(event)).isEqualTo(Kept.NEW);
        for (byte[] message : messages) {
            taking.process(exchange(message));
        }

        assertThat(groups).containsExactly("bfl:job-1", "bfl:job-1");
        assertThat(inbox.events()).singleElement().satisfies(kept -> {
            assertThat(kept.id()).isEqualTo(event.id());
            assertThat(kept.key()).isEqualTo(event.key());
            assertThat(kept.jobId()).isEqualTo("job-1");
            assertThat(kept.receivedAt()).isEqualTo(event.receivedAt());
            assertThat(kept.deliveryId()).isEqualTo("msg_1");
        });
        Awaitility.await().untilAsserted(() -> assertThat(inbox.events().get(0).duplicates())
                .isEqualTo(1));
        assertThat(EventEnvelope.read(messages.get(0)))
                .hasValueSatisfying(read -> assertThat(read.body().bytes()).isEqualTo(BODY));
    }

    @Test
    void whatCantBeReadStaysUnreadable() {
        Event event = event(null, Proof.TOKEN, Reason.UNREADABLE);
        assertThat(EventEnvelope.read(EventEnvelope.write(event))).hasValueSatisfying(read -> {
            assertThat(read.readable()).isFalse();
            assertThat(read.proof()).isEqualTo(Proof.TOKEN);
            assertThat(read.jobId()).isNull();
        });
    }

    @Test
    void whatANewerProgramSaysBesidesLosesNoEvent() {
        String message = new String(EventEnvelope.write(event("job-1", Proof.SIGNED, null)), ISO_8859_1);
        String newer = message.replaceFirst("^\\{", "{\"colour\":\"red\",");

        assertThat(EventEnvelope.read(newer.getBytes(ISO_8859_1)))
                .hasValueSatisfying(read -> assertThat(read.body().bytes()).isEqualTo(BODY));
    }

    @Test
    void whatIsSignedProvesWhatNobodyConfirmed() throws Exception {
        RelayedProcessor taking = new RelayedProcessor(inbox.inbox);
        taking.process(exchange(EventEnvelope.write(event("job-1", Proof.TOKEN, null))));
        inbox.finish(inbox.claimOne("bfl"), new Outcome.Dead(Reason.UNCONFIRMED));

        taking.process(exchange(EventEnvelope.write(event("job-1", Proof.SIGNED, null))));

        assertThat(inbox.claim("bfl", 1)).as("the event is tried anew").hasSize(1);
    }

    @Test
    void aBrokerThatIsAwayIsAStoreThatIsAway() {
        RelayEndpoint relay = relay("direct:away");

        try (LogLines lines = LogLines.of(RelayEndpoint.class)) {
            for (int i = 0; i < 2 * LINES; i++) {
                assertThatThrownBy(() -> relay.keep(event("job-1", Proof.SIGNED, null)))
                        .isInstanceOf(StoreUnavailable.class)
                        .hasMessageContaining("IllegalStateException")
                        .hasMessageNotContaining("secret of the broker");
            }
            assertThat(lines.warnings()).as("an outage does not fill the log").hasSize(LINES);
        }
    }

    @Test
    void whatNobodyVerifiedReachesNoBroker() {
        RelayEndpoint relay = relay("direct:broker");

        assertThatThrownBy(() -> relay.keep(event("job-1", Proof.NONE, null))).isInstanceOf(DeliveryRefused.class);
        assertThat(messages).isEmpty();
    }

    @Test
    void aMessageThatIsNoEventHoldsUpNothing() throws Exception {
        RelayedProcessor taking = new RelayedProcessor(inbox.inbox);

        for (String foreign : List.of("", "hello", "hello\nworld", "{}\n{}", "{\"id\":\"x\"}\n", "null\n")) {
            taking.process(exchange(foreign.getBytes(UTF_8)));
        }
        taking.process(exchange(null)); // a tombstone of Kafka, or a JMS message without a body
        taking.process(exchange(Map.of("a", 1))); // a MapMessage
        taking.process(exchange(EventEnvelope.write(event("job-1", Proof.NONE, null))));

        assertThat(inbox.events()).isEmpty();
    }

    private RelayEndpoint relay(String endpoint) {
        LogSample failures = new LogSample(LINES, Long.MAX_VALUE, System::nanoTime);
        return new RelayEndpoint(context.createProducerTemplate(), endpoint, failures);
    }

    private Exchange exchange(@Nullable Object message) {
        return ExchangeBuilder.anExchange(context).withBody(message).build();
    }

    private Event event(@Nullable String job, Proof proof, @Nullable Reason flaw) {
        Instant at = Instant.parse("2026-11-20T10:00:00.123Z");
        return new Event(
                new EventId(at.toEpochMilli() << 21),
                "bfl",
                "key-1",
                job,
                "Ready",
                Meaning.COMPLETED,
                List.of(),
                flaw,
                null,
                Via.WEBHOOK,
                proof,
                at,
                at.plusSeconds(600),
                RawBody.of(BODY),
                new Notes("msg_1", false, false, "host: a\nx-secret\n", null));
    }
}
