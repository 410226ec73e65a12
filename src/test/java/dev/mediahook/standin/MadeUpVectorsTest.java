package dev.mediahook.standin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The stand-ins' signatures match vectors that were computed by other means. Ids, secrets and bodies are made up; the
 * time is 1780000000.
 */
class MadeUpVectorsTest {

    private static final Instant AT = Instant.ofEpochSecond(1_780_000_000L);

    private record Vector(String sender, String secret, String body, String header, String value) {}

    static Stream<Vector> vectors() {
        return Stream.of(
                new Vector(
                        "openrouter",
                        "or-test-secret",
                        "{\"type\":\"video.generation.completed\",\"created_at\":\"2026-06-01T00:00:00.000Z\",\"data\":{\"id\":"
                                + "\"job-made-up-1\",\"status\":\"completed\",\"unsigned_urls\":[\"https://openrouter.ai/api/v1/"
                                + "videos/job-made-up-1/content?index=0\"],\"usage\":{\"cost\":0.5}}}",
                        "X-OpenRouter-Signature",
                        "t=1780000000,v1=955e0e3772df46ed9ee87fcc98d3f59224af7ad8b3875dbcfc4c7c5b344fbd63"),
                new Vector(
                        "deapi",
                        "deapi-test-secret",
                        "{\"event\":\"job.completed\",\"delivery_id\":\"00000000-0000-4000-8000-000000000002\",\"timestamp\":"
                                + "1780000000,\"data\":{\"job_request_id\":\"req-made-up-1\",\"status\":\"done\",\"previous_status\":"
                                + "\"processing\",\"job_type\":\"txt2img\",\"result_url\":\"https://media.example/a.png\"}}",
                        "X-DeAPI-Signature",
                        "sha256=5e6858de08b639e285eee34e3f11a9a68bef8ae2f36d8db828836d3938cd87b5"),
                new Vector(
                        "kie",
                        "kie-test-key",
                        "{\"code\":200,\"data\":{\"task_id\":\"kie-made-up-1\"}}",
                        "X-Webhook-Signature",
                        "Z34RzINVekEro6yuRZGjpbQrd36zfJpyZE+3F7eRJAI="),
                new Vector(
                        "heygen",
                        "whsec_made_up_heygen",
                        "{\"event_type\":\"avatar_video.success\",\"event_data\":{\"video_id\":\"vid-made-up-1\",\"url\":"
                                + "\"https://media.example/a.mp4\",\"callback_id\":\"cb-1\"}}",
                        "Heygen-Signature",
                        "cc2f4e4ba604ea89901d82ed1c0c3867b5e71b7b2b5635b518457ecd674ca4f1"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void signsAsComputedByOtherMeans(Vector vector) {
        SignedRequest request = StandInSenders.named(vector.sender())
                .orElseThrow()
                .request(vector.body().getBytes(UTF_8), vector.secret(), AT);

        assertThat(request.headers()).containsEntry(vector.header(), vector.value());
    }

    /**
     * The route files and the stand-ins' descriptions were written separately. If their signatures match, neither has a
     * mistake of its own.
     */
    @Test
    void signsAsTheRouteFilesRead() throws Exception {
        byte[] body = "{\"data\":{\"task_id\":\"t-1\",\"id\":\"t-1\"}}".getBytes(UTF_8);
        for (String name : List.of("mux", "synthesia", "sync", "elevenlabs", "openrouter", "deapi", "heygen", "kie")) {
            StandInSender standIn = StandInSenders.named(name).orElseThrow();
            String file = java.nio.file.Files.readString(java.nio.file.Path.of("routes", name + ".camel.yaml"));
            SignedRequest read = RouteFileSender.of(name, file, Clock.fixed(AT, ZoneOffset.UTC))
                    .request(body, standIn.credentialProperty(), standIn.demoCredential());

            assertThat(standIn.request(body, standIn.demoCredential(), AT).headers())
                    .as(name)
                    .containsAllEntriesOf(read.headers());
        }
    }
}
