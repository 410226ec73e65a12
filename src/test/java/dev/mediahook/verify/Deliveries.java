package dev.mediahook.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.delivery.Delivery;
import dev.mediahook.delivery.EventId;
import dev.mediahook.delivery.Proof;
import dev.mediahook.delivery.RawBody;
import dev.mediahook.delivery.RequestHead;
import dev.mediahook.delivery.Via;
import dev.mediahook.receive.RefusalCause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes deliveries without a real request. */
final class Deliveries {

    /** The time in all vectors that were made for this project, in Unix seconds. */
    static final long TIME = 1780000000;

    private Deliveries() {}

    /** Makes a delivery that arrives at the vectors' time. */
    static Delivery of(String body, String... namesAndValues) {
        return at(TIME, body, namesAndValues);
    }

    static Delivery at(long seconds, String body, String... namesAndValues) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(Map.entry(namesAndValues[i], namesAndValues[i + 1]));
        }
        return at(seconds, RequestHead.of("/webhooks/acme", headers), body);
    }

    static Delivery at(long seconds, RequestHead head, String body) {
        return new Delivery(
                new EventId(1),
                "acme",
                Via.WEBHOOK,
                Instant.ofEpochSecond(seconds),
                head,
                RawBody.of(body.getBytes(UTF_8)));
    }

    static void assertVerified(Verdict verdict) {
        assertThat(verdict).isEqualTo(new Verdict.Verified(Proof.SIGNED));
    }

    static void assertRefused(Verdict verdict, RefusalCause cause) {
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        assertThat(((Verdict.Refused) verdict).cause()).isEqualTo(cause);
    }
}
