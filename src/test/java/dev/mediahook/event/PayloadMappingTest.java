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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PayloadMappingTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private final PayloadMappingProcessor mapping = new PayloadMappingProcessor();

    PayloadMappingTest() {
        mapping.setJobId("$.job_id $.request_id");
        mapping.setStatus("$.status");
        mapping.setMedia("$.images[*].url $.video.url");
        mapping.setErrorCode("$.error.code");
        mapping.setErrorMessage("$.error.message");
        mapping.setCompleted("completed, succeeded");
        mapping.setFailed("failed");
        mapping.setModerated("nsfw");
        mapping.setModeratedErrors("policy");
        mapping.setMediaLifetime("10m");
        mapping.start();
    }

    @Test
    void readsWhatTheRouteFileSays() {
        Event event = read("{\"job_id\":7,\"status\":\"completed\",\"images\":[{\"url\":\"a\"},{\"url\":null},"
                + "{\"url\":\"b\"}],\"video\":{\"url\":\"c\"}}");

        assertThat(event.jobId()).isEqualTo("7");
        assertThat(event.status()).isEqualTo("completed");
        assertThat(event.media()).containsExactly(new MediumRef(0, "a"), new MediumRef(1, "b"), new MediumRef(2, "c"));
        assertThat(event.deadline()).isEqualTo(NOW.plusSeconds(600));
    }

    @Test
    void prefersTheFirstLocationThatAnswers() {
        assertThat(read("{\"job_id\":\"ours\",\"request_id\":\"theirs\",\"status\":\"s\"}")
                        .jobId())
                .isEqualTo("ours");
        assertThat(read("{\"request_id\":\"theirs\",\"status\":\"s\"}").jobId()).isEqualTo("theirs");
    }

    @Test
    void countsWordsThatMeanTheSameEndAsOneKey() {
        String key = read("{\"job_id\":\"j\",\"status\":\"completed\"}").key();

        assertThat(read("{\"job_id\":\"j\",\"status\":\"succeeded\"}").key()).isEqualTo(key);
        assertThat(read("{\"job_id\":\"j\",\"status\":\"nsfw\"}").key())
                .isEqualTo(read("{\"job_id\":\"j\",\"status\":\"failed\",\"error\":{\"code\":\"policy\"}}")
                        .key());
        assertThat(read("{\"job_id\":\"j\",\"status\":\"processing\"}").key())
                .isNotEqualTo(read("{\"job_id\":\"j\",\"status\":\"pending\"}").key());
    }

    @Test
    void callsUnreadableWhatIsNoJsonObjectOrHasNoJobOrNoStatus() {
        for (String body : List.of(
                "no json",
                "[]",
                "\"text\"",
                "{\"status\":\"completed\"}",
                "{\"job_id\":\"j\"}",
                "{\"job_id\":\"\",\"status\":\"completed\"}",
                "{\"job_id\":{},\"status\":\"completed\"}",
                "{\"job_id\":\"j\",\"status\":\"completed\"} trailing",
                "{\"job_id\":\"j\\u0000\",\"status\":\"completed\"}",
                "{\"job_id\":\"j\\ud800\",\"status\":\"completed\"}")) {
            Event event = read(body);
            assertThat(event.readable()).as(body).isFalse();
            assertThat(event.key()).isEqualTo("sha256:" + event.body().sha256());
        }
    }

    @Test
    void tellsASuccessWithoutItsMediaFromOneWithThem() {
        Event with = read("{\"job_id\":\"j\",\"status\":\"completed\",\"video\":{\"url\":\"a\"}}");
        Event without = read("{\"job_id\":\"j\",\"status\":\"completed\",\"video\":{\"url\":\"\"}}");

        assertThat(with.flaw()).isNull();
        assertThat(without.flaw()).isEqualTo(Reason.NO_MEDIA);
        assertThat(without.key()).isNotEqualTo(with.key());
        assertThat(read("{\"job_id\":\"j\",\"status\":\"failed\"}").flaw()).isNull();
    }

    @Test
    void refusesALongerListOfMediaThanIsFetchedAsAWhole() {
        String urls = "{\"url\":\"u\"},".repeat(MediaReading.MOST_MEDIA) + "{\"url\":\"u\"}";
        Event event = read("{\"job_id\":\"j\",\"status\":\"completed\",\"images\":[" + urls + "]}");

        assertThat(event.flaw()).isEqualTo(Reason.TOO_LARGE);
        assertThat(event.media()).isEmpty();
    }

    @Test
    void keepsNoIdThatADatabaseCantKeep() {
        for (String id : List.of("j".repeat(1025), "é".repeat(600), "j\\u0000", "j\\ud800")) {
            assertThat(read("{\"job_id\":\"" + id + "\",\"status\":\"completed\"}")
                            .readable())
                    .as(id)
                    .isFalse();
        }
        assertThat(read("{\"job_id\":\"j\",\"status\":\"" + ":".repeat(1024) + "\"}")
                        .readable())
                .isFalse();
    }

    @Test
    void keepsOfAMessageWhatCanBeKept() {
        Event event = read("{\"job_id\":\"j\",\"status\":\"failed\",\"error\":{\"code\":\"c\\u0000" + "y".repeat(9000)
                + "\",\"message\":\"m\\u0000" + "x".repeat(9000) + "\"}}");

        assertThat(event.error()).isNotNull();
        assertThat(event.error().code()).startsWith("c\uFFFDy").hasSize(2000);
        assertThat(event.error().message()).startsWith("m\uFFFDx").hasSize(2000);
    }

    @Property
    void neverThrowsWhateverTheBytes(@ForAll byte[] body) {
        assertThat(mapping.read(delivery(body)).key()).isNotEmpty();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars(":%35Aa").ofMaxLength(3);
    }

    @Property(tries = 20_000)
    void differentJobsOrStatusesNeverShareAKey(
            @ForAll("texts") String job,
            @ForAll("texts") String word,
            @ForAll("texts") String otherJob,
            @ForAll("texts") String otherWord) {
        boolean same = job.equals(otherJob) && word.equals(otherWord);

        assertThat(EventKey.ofJob(job, word).equals(EventKey.ofJob(otherJob, otherWord)))
                .isEqualTo(same);
    }

    private Event read(String body) {
        return mapping.read(delivery(body.getBytes(UTF_8)));
    }

    private static Delivery delivery(byte[] body) {
        return new Delivery(new EventId(1), "sender", Via.WEBHOOK, NOW, RequestHead.none(), RawBody.of(body));
    }
}
