package dev.mediahook.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediahook.delivery.Delivery;
import dev.mediahook.delivery.EventId;
import dev.mediahook.delivery.Proof;
import dev.mediahook.delivery.RawBody;
import dev.mediahook.delivery.RequestHead;
import dev.mediahook.delivery.Via;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Payloads that say usual things in unusual ways. */
class OddPayloadsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private final PayloadMappingProcessor mapping = new PayloadMappingProcessor();

    OddPayloadsTest() {
        mapping.setJobId("$.id");
        mapping.setStatus("$.status");
        mapping.setCompleted("1, true, done");
        mapping.setFailed("-1, false");
        mapping.setMedia("$.url");
    }

    @Test
    void takesNumbersAndTruthsForWords() {
        assertThat(meaning("\"status\":1")).isEqualTo(Meaning.COMPLETED);
        assertThat(meaning("\"status\":1.0")).isEqualTo(Meaning.COMPLETED);
        assertThat(meaning("\"status\":\"1\"")).isEqualTo(Meaning.COMPLETED);
        assertThat(meaning("\"status\":true")).isEqualTo(Meaning.COMPLETED);
        assertThat(meaning("\"status\":-1")).as("the minus sign counts").isEqualTo(Meaning.FAILED);
        assertThat(meaning("\"status\":false")).isEqualTo(Meaning.FAILED);
        assertThat(meaning("\"status\":10")).isEqualTo(Meaning.UNKNOWN);
        assertThat(meaning("\"status\":1e999999999")).isEqualTo(Meaning.UNKNOWN);
        assertThat(meaning("\"status\":null")).isEqualTo(Meaning.UNKNOWN);
    }

    @Test
    void findsMediaInATextAListOrAnObject() {
        mapping.setMedia("$.output..*");

        assertThat(urls("\"output\":\"https://a/0.png\"")).containsExactly("https://a/0.png");
        assertThat(urls("\"output\":[\"https://a/0.png\",\"https://a/1.png\"]"))
                .containsExactly("https://a/0.png", "https://a/1.png");
        assertThat(urls("\"output\":{\"video\":\"https://a/v.mp4\",\"seed\":7,\"prompt\":\"a cat\",\"frames\":"
                        + "[{\"url\":\"https://a/f.png\"}]}"))
                .containsExactlyInAnyOrder("https://a/v.mp4", "https://a/f.png");
        assertThat(urls("\"output\":[\"https://a/0.png\",\"a caption\"]")).containsExactly("https://a/0.png");
        assertThat(read("\"status\":1,\"output\":\"a caption\"").flaw()).isEqualTo(Reason.NO_MEDIA);
        assertThat(read("\"status\":1,\"output\":null").flaw()).isEqualTo(Reason.NO_MEDIA);
    }

    @Test
    void makesAUrlOfAnIdThatCanLeadNowhereElse() {
        mapping.setMedia("$.file");
        mapping.setMediaUrl("https://api.acme.example/files/{media}/content?raw=1");

        assertThat(urls("\"file\":176844028768320"))
                .containsExactly("https://api.acme.example/files/176844028768320/content?raw=1");
        assertThat(urls("\"file\":\"a b/../c?d#e\""))
                .containsExactly("https://api.acme.example/files/a%20b%2F..%2Fc%3Fd%23e/content?raw=1");
        assertThat(urls("\"file\":\"..\"")).containsExactly("..");
        assertThatThrownBy(() -> mapping.setMediaUrl("https://api.acme.example/files"))
                .hasMessageContaining("mediaUrl")
                .hasMessageContaining("{media}");
    }

    @Test
    void takesTheEarliestEndOfItsMediaThatIsKnown() {
        mapping.setMediaExpires("$.expireAt $.expires_at");
        mapping.setMediaLifetime("1h");

        assertThat(deadline("\"expireAt\":\"2026-11-20T12:10:00.000Z\"")).isEqualTo(NOW.plusSeconds(600));
        assertThat(deadline("\"expireAt\":\"2026-11-20T13:10:00+01:00\"")).isEqualTo(NOW.plusSeconds(600));
        assertThat(deadline("\"expires_at\":" + (NOW.getEpochSecond() + 60))).isEqualTo(NOW.plusSeconds(60));
        assertThat(deadline("\"expires_at\":" + (NOW.toEpochMilli() + 60_000))).isEqualTo(NOW.plusSeconds(60));
        assertThat(deadline("\"expireAt\":\"2026-11-21T12:00:00Z\"")).isEqualTo(NOW.plusSeconds(3600));
        assertThat(deadline("\"expireAt\":\"soon\"")).isEqualTo(NOW.plusSeconds(3600));
    }

    @Test
    void readsABodyWithoutAWordByWhatStandsInIt() {
        mapping.setMedia("$.data[*].url");
        mapping.setCompletedIf("$.data[*].url");
        mapping.setModeratedIf("$.data[?(@.is_image_safe == false)]");
        mapping.setFailedIf("$.errors[*].code");

        assertThat(meaning("\"data\":[{\"url\":\"https://a/0.png\",\"is_image_safe\":true}]"))
                .isEqualTo(Meaning.COMPLETED);
        assertThat(meaning("\"data\":[{\"url\":\"\",\"is_image_safe\":false},{\"url\":\"https://a/1.png\"}]"))
                .as("one medium was made")
                .isEqualTo(Meaning.COMPLETED);
        assertThat(meaning("\"data\":[{\"url\":\"\",\"is_image_safe\":false}]")).isEqualTo(Meaning.MODERATED);
        assertThat(meaning("\"errors\":[{\"code\":\"timeout\"}]")).isEqualTo(Meaning.FAILED);
        assertThat(read("\"errors\":[{\"code\":\"timeout\"}]").key()).isEqualTo("j:failed");
        assertThat(read("\"errors\":[]").flaw()).isEqualTo(Reason.UNREADABLE);
        assertThat(mapping.lacking(delivery("\"errors\":[]", Map.of()))).hasSize(1);
        assertThat(meaning("\"status\":\"done\",\"data\":[{\"url\":\"\",\"is_image_safe\":false}]"))
                .as("a success without media, which were held back")
                .isEqualTo(Meaning.MODERATED);
        assertThat(read("\"status\":\"done\",\"data\":[{\"url\":\"\"}]").flaw()).isEqualTo(Reason.NO_MEDIA);
    }

    @Test
    void keepsTheIdOfADeliveryAndTellsNoTwoApartByIt() {
        mapping.setDeliveryId("webhook-id");
        mapping.start();
        Event one = mapping.read(delivery("\"status\":-1", Map.of("Webhook-Id", "msg_1")));
        Event other = mapping.read(delivery("\"status\":-1", Map.of("Webhook-Id", "msg_2")));

        assertThat(one.notes().deliveryId()).isEqualTo("msg_1");
        assertThat(one.key()).isEqualTo(other.key());
        assertThat(read("\"status\":-1").notes().deliveryId()).isNull();
        mapping.setDeliveryId("$.delivery_id");
        assertThat(read("\"status\":-1,\"delivery_id\":\"d\"").notes().deliveryId())
                .isEqualTo("d");
        mapping.setDeliveryId("$.delivery_id[");
        assertThatThrownBy(mapping::start)
                .as("when the route starts, not with each delivery")
                .hasMessageContaining("deliveryId")
                .hasMessageContaining("brackets");
    }

    @Test
    void tellsResultsOfOneJobApart() {
        mapping.setResult("$.image $.video");

        assertThat(read("\"status\":1,\"url\":\"https://a\",\"image\":\"i:1%\"").key())
                .isEqualTo("j:completed%result=i%3A1%25");
        assertThat(read("\"status\":1,\"url\":\"https://a\",\"video\":\"v\"").key())
                .isEqualTo("j:completed%result=v");
        assertThat(read("\"status\":1,\"url\":\"https://a\"").key()).isEqualTo("j:completed");
        assertThat(read("\"status\":1,\"url\":\"https://a\"").notes().oneOfSeveral())
                .isTrue();
    }

    @Test
    void readsNoMediumOfAThinWebhookButThoseOfAnAnswer() {
        mapping.setThin(true);
        Event told = read("\"status\":1,\"url\":\"https://a/of-a-forger.png\"");

        assertThat(told.media()).isEmpty();
        assertThat(told.flaw()).isEqualTo(Reason.NO_MEDIA);
        assertThat(told.notes().thin()).isTrue();
        Event answered = mapping.read(new Delivery(
                new EventId(1),
                "acme",
                Via.POLL,
                NOW,
                RequestHead.none(),
                body("\"status\":1,\"url\":\"https://a/0.png\"")));
        assertThat(answered.proof()).isEqualTo(Proof.ANSWERED);
        assertThat(answered.media()).hasSize(1);
        assertThat(answered.notes().thin()).isFalse();
    }

    private Instant deadline(String fields) {
        return read("\"status\":1,\"url\":\"https://a/0.png\"," + fields).deadline();
    }

    private Meaning meaning(String fields) {
        return read(fields).meaning();
    }

    private List<String> urls(String fields) {
        return read("\"status\":1," + fields).media().stream()
                .map(MediumRef::url)
                .toList();
    }

    private Event read(String fields) {
        mapping.start();
        return mapping.read(delivery(fields, Map.of()));
    }

    private static Delivery delivery(String fields, Map<String, String> headers) {
        return new Delivery(
                new EventId(1), "acme", Via.WEBHOOK, NOW, RequestHead.of("/", headers.entrySet()), body(fields));
    }

    private static RawBody body(String fields) {
        return RawBody.of(("{\"id\":\"j\"," + fields + "}").getBytes(UTF_8));
    }
}
