package dev.mediahook.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.delivery.Delivery;
import dev.mediahook.delivery.EventId;
import dev.mediahook.delivery.RawBody;
import dev.mediahook.delivery.RequestHead;
import dev.mediahook.delivery.Via;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fields that are there and yet say nothing: empty ones, and numbers that are larger than any number we can hold. */
class EmptyAndEndlessValuesTest {

    private final PayloadMappingProcessor mapping = new PayloadMappingProcessor();

    EmptyAndEndlessValuesTest() {
        mapping.setJobId("$.id");
        mapping.setStatus("$.status");
        mapping.setCompleted("done");
        mapping.setMedia("$.url");
    }

    @Test
    void aFieldOfEmptyValuesIsNoSign() {
        mapping.setFailedIf("$.error");

        assertThat(read("\"error\":{\"code\":\"timeout\",\"message\":null}").meaning())
                .isEqualTo(Meaning.FAILED);
        assertThat(read("\"error\":{\"a\":[{\"b\":0}]}").meaning()).isEqualTo(Meaning.FAILED);
        for (String nothing : List.of("{\"a\":null}", "{\"a\":\" \",\"b\":[{\"c\":false}]}", "[{\"a\":{}}]")) {
            assertThat(read("\"error\":" + nothing).flaw()).as(nothing).isEqualTo(Reason.UNREADABLE);
        }
    }

    @Test
    void whatAFilterHasChosenIsASignThoughItsValuesAreEmpty() {
        mapping.setModeratedIf("$.data[?(@.safe == false)]");

        assertThat(read("\"data\":[{\"url\":\"\",\"safe\":false}]").meaning()).isEqualTo(Meaning.MODERATED);
        assertThat(read("\"data\":[{\"url\":\"\",\"safe\":true}]").flaw()).isEqualTo(Reason.UNREADABLE);
    }

    @Test
    void aNumberThatIsNotFiniteIsNoId() {
        mapping.setJobId("$.number $.id");

        for (String number : List.of("1e999999", "-1e999999999", "NaN", "Infinity")) {
            assertThat(read("\"status\":1,\"number\":" + number).jobId())
                    .as(number)
                    .isEqualTo("j");
        }
        mapping.setJobId("$.number");
        assertThat(read("\"status\":1,\"number\":1e999999").flaw()).isEqualTo(Reason.UNREADABLE);
        assertThat(read("\"status\":1,\"number\":" + "7".repeat(400)).jobId()).isEqualTo("7".repeat(400));
    }

    private Event read(String fields) {
        mapping.start();
        RawBody body = RawBody.of(("{\"id\":\"j\"," + fields + "}").getBytes(UTF_8));
        return mapping.read(new Delivery(new EventId(1), "acme", Via.WEBHOOK, Instant.EPOCH, RequestHead.none(), body));
    }
}
