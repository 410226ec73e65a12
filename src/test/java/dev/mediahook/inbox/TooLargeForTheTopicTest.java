package dev.mediahook.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediahook.database.TestDatabase;
import dev.mediahook.delivery.Proof;
import dev.mediahook.delivery.Via;
import dev.mediahook.event.Event;
import dev.mediahook.log.LogSample;
import dev.mediahook.receive.DeliveryRefused;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A delivery that is too large for the broker is refused. A repeat would not help, and 503 would ask for one. */
class TooLargeForTheTopicTest {

    @TempDir
    Path folder;

    @Test
    void isRefusedAsAnyOtherBodyThatIsTooLarge() throws Exception {
        try (CamelContext context = new DefaultCamelContext();
                TestInbox inbox = new TestInbox(TestDatabase.SQLITE, folder)) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(noErrorHandler());
                    from("direct:small").throwException(new RecordTooLargeException());
                }
            });
            context.start();
            RelayEndpoint relay =
                    new RelayEndpoint(context.createProducerTemplate(), "direct:small", LogSample.ofFailures());
            Event event = TestInbox.with(inbox.event("bfl", "key"), Via.WEBHOOK, Proof.SIGNED, "{}");

            assertThatThrownBy(() -> relay.keep(event)).isInstanceOfSatisfying(DeliveryRefused.class, refused -> {
                assertThat(refused.refusal().cause().status()).isEqualTo(413);
                assertThat(refused.refusal().bytes()).isEqualTo(2);
                assertThat(refused.refusal().detail()).contains("raise max.message.bytes");
            });
        }
    }

    /** Named as the exception of Kafka's client. */
    private static final class RecordTooLargeException extends Exception {
        private static final long serialVersionUID = 1;
    }
}
