package dev.mediahook.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mediahook.delivery.EventId;
import dev.mediahook.event.SenderError;
import dev.mediahook.media.Medium;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers may rely on the fields, their order, and the values that stand for unknown ones. */
class ViewDataFormatTest {

    private static final ViewDataFormat JSON = new ViewDataFormat(new DefaultCamelContext());
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.600Z");

    @Test
    void aListedJobHasNoEvents() {
        assertThat(JSON.of(new JobView("bfl", "1", "running", null, null, null, null, List.of(), null)))
                .isEqualTo("{\"sender\":\"bfl\",\"jobId\":\"1\",\"status\":\"running\",\"statusBySender\":null,"
                        + "\"submittedAt\":null,\"completedAt\":null,\"error\":null,\"media\":[]}");
    }

    @Test
    void aJobHasItsMediaAndEvents() {
        MediumView missing = MediumView.of(new Medium(0, "https://a/b", null, "url_expired"));
        EventView event = new EventView(new EventId(1), "bfl", "k", null, "1", AT, "poll", "done", 1, 0, null, null);

        assertThat(JSON.of(new JobView(
                        "bfl",
                        "1",
                        "failed",
                        "Error",
                        AT,
                        AT,
                        new SenderError(null, "half \uD800"),
                        List.of(missing),
                        List.of(event))))
                .isEqualTo("{\"sender\":\"bfl\",\"jobId\":\"1\",\"status\":\"failed\",\"statusBySender\":\"Error\","
                        + "\"submittedAt\":\"2026-01-02T03:04:05.600Z\",\"completedAt\":\"2026-01-02T03:04:05.600Z\","
                        + "\"error\":{\"code\":null,\"message\":\"half ?\"},\"media\":[{\"index\":0,"
                        + "\"sourceUrl\":\"https://a/b\",\"location\":null,\"contentType\":null,\"size\":null,"
                        + "\"sha256\":null,\"storedAt\":null,\"width\":null,\"height\":null,\"durationMillis\":null,\"c2pa\":null,"
                        + "\"sourceHost\":null,\"etag\":null,\"lastModified\":null,\"fetchMillis\":null,"
                        + "\"fetches\":null,\"reason\":\"url_expired\"}],\"events\":[{\"eventId\":\"ev_0000000000001\","
                        + "\"sender\":\"bfl\",\"key\":\"k\",\"type\":null,\"jobId\":\"1\","
                        + "\"receivedAt\":\"2026-01-02T03:04:05.600Z\",\"via\":\"poll\",\"state\":\"done\","
                        + "\"attempts\":1,\"duplicates\":0,\"reason\":null}]}");
    }

    @Test
    void whatASenderNeverCountsIsLeftOut() {
        SenderView.Percentiles none = new SenderView.Percentiles(null, 0.5, 12.0);

        assertThat(JSON.of(new SenderView(
                        "bfl", true, null, false, new SenderView.Webhooks(2, 1, 1, 0.5, none, null), null, AT)))
                .isEqualTo("{\"sender\":\"bfl\",\"on\":true,\"why\":null,\"asked\":false,\"webhooks\":{\"expected\":2,"
                        + "\"arrived\":1,\"foundByPollingAlone\":1,\"shareFoundByPollingAlone\":0.5,"
                        + "\"secondsFromSubmitting\":{\"p50\":null,\"p95\":0.5,\"p99\":12.0}},\"lastAccepted\":null,"
                        + "\"lastRefused\":\"2026-01-02T03:04:05.600Z\"}");
    }

    @Test
    void aPageSaysWhereTheNextOneBegins() {
        assertThat(JSON.of(new PageView<>(List.of(), null))).isEqualTo("{\"items\":[],\"next\":null}");
        assertThat(JSON.of(new ListView<>(List.of(1)))).isEqualTo("{\"items\":[1]}");
    }

    /**
     * Expects the text of Jackson's default mapper, as Java encodes it: half a surrogate pair becomes a question mark.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "\"quoted\" \\ / \b\f\n\r\t \0 \u007f",
                "é ü 中文 😀 \u2028",
                "half \uD83D",
                "\uDE00 half",
                "\uD83D\uD83D\uDE00"
            })
    void writesTextToTheByteAsJacksonDoesByItself(String text) throws Exception {
        Map<String, Object> view = Map.of("of", text, text, List.of(1, 0.5, true, text.repeat(9_000)));
        String expected = new ObjectMapper().writeValueAsString(view);

        assertThat(JSON.bytes(view)).isEqualTo(expected.getBytes(StandardCharsets.UTF_8));
    }
}
