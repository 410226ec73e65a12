package dev.mediahook.packaged;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.http.HostileServer;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A hostile sender, or an attacker with its secret, can't harm others. After each attack another sender's job ends as
 * usual.
 */
@Timeout(120)
class HostileSendersIT {

    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\\n\\t]]");

    @TempDir
    static Path folder;

    private static MediaHost media;
    private static PackagedGateway gateway;
    private static int number;

    @BeforeAll
    static void start() {
        media = MediaHost.start(0, Clock.systemUTC());
        gateway = PackagedGateway.withSenders(
                        folder, Map.of("mediahook.retry.give-up-after", "5s", "mediahook.media.max-bytes", "64MiB"))
                .jvm("-Xmx256m")
                .start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        media.close();
    }

    @AfterEach
    void othersAreServedAsEver() {
        String job = "genuine-" + number++;
        assertThat(gateway.client()
                        .deliver(Deliveries.of("bfl", "Ready", job, media.medium(MediaKind.PNG, job)))
                        .statusCode())
                .isEqualTo(200);
        gateway.client().awaitJob("bfl", job, "completed");
        assertThat(gateway.health()).isEqualTo(200);
        assertThat(gateway.log())
                .doesNotContain("OutOfMemoryError", "StackOverflowError", "thread is gone", "no beat for")
                .doesNotContain("\n\tat ");
    }

    @ParameterizedTest
    @EnumSource(names = {"HEADERS", "HEADER_LINE", "TRAILERS", "CHUNK_EXTENSIONS", "EARLY_HINTS"})
    void mediaWhoseAnswersNeverEnd(HostileServer.Endless endless) throws IOException {
        try (HostileServer hostile = new HostileServer(endless)) {
            String job = "endless-" + endless;
            succeed(job, 4, i -> hostile.url("/" + i).toString());
            gateway.client().awaitJob("krea", job, "failed");
        }
    }

    @Test
    void twoHundredMediaThatDrip() throws IOException {
        String head = OK + "Content-Length: 100000\r\n\r\n";
        try (HostileServer hostile = new HostileServer(HostileServer.dripping(head, 100))) {
            succeed("drips", 200, i -> hostile.url("/" + i).toString());
            Awaitility.await().until(() -> hostile.requests() > 2);

            othersAreServedAsEver();
        }
    }

    @Test
    void aGzipOfNothingAtAll() throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes((OK + "Content-Encoding: gzip\r\n\r\n").getBytes(ISO_8859_1));
        ByteArrayOutputStream nothing = new ByteArrayOutputStream();
        new GZIPOutputStream(nothing).close();
        for (int i = 0; i < 200_000; i++) {
            nothing.writeTo(answer);
        }
        try (HostileServer hostile = new HostileServer(HostileServer.saying(answer.toByteArray()))) {
            succeed("gzip", 4, i -> hostile.url("/" + i).toString());
            gateway.client().awaitJob("krea", "gzip", "failed");
        }
    }

    @Test
    void aSuccessThatNamesTwoHundredThousandMedia() {
        succeed("many", 200_000, i -> "a");

        for (int i = 0; i < 20; i++) {
            assertThat(gateway.client()
                            .deliver(Deliveries.of("bfl", "Pending", "beside-many-" + i))
                            .statusCode())
                    .isEqualTo(200);
        }
        gateway.client().awaitJob("krea", "many", "failed");
        assertThat(gateway.client().get("/api/jobs/krea/many").path("media").size())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "se=+1000000000-12-31T23:59:59Z",
                "se=%2B1000000000-12-31T23:59:59Z",
                "se=-999999999-01-01T00:00:00Z",
                "Expires=9223372036854775807",
                "X-Amz-Date=99991231T235959Z&X-Amz-Expires=999999999999999999",
                "X-Goog-Date=00000101T000000Z&X-Goog-Expires=-1"
            })
    void aMediumWhoseUrlDiesInNoYearThatIs(String query) {
        String job = "year-" + Integer.toHexString(query.hashCode());
        String url = media.medium(MediaKind.PNG, job).toString();
        succeed(job, 1, i -> url + "?" + query);

        gateway.client().awaitJob("krea", job, "completed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\n2026-01-01T00:00:00Z ERROR Mediahook event=forged",
                "\\r\\u001b[2K\\u001b[1Aforged",
                "\\u202egnp.exe\\u2066",
                "\\u200b\\u2028\\u0085\\ufeff",
                "nul\\u0000nul"
            })
    void jobIdsThatWouldForgeALogLine(String id) {
        assertThat(deliver("{\"job_id\":\"" + id
                        + "\",\"status\":\"completed\",\"result\":{\"urls\":[\"file:///etc/passwd\"]}}"))
                .isEqualTo(200);
        assertThat(deliver("{\"job_id\":\"" + id + "\",\"status\":\"" + id + "\"}"))
                .isEqualTo(200);

        othersAreServedAsEver();
        assertThat(gateway.log().lines())
                .noneMatch(line -> line.startsWith("2026-01-01"))
                .noneMatch(line -> INVISIBLE.matcher(line).find());
    }

    @Test
    void jobIdsOfNineHundredKibibytes() {
        for (int i = 0; i < 10; i++) {
            assertThat(deliver("{\"job_id\":\"" + "x".repeat(900 << 10) + i + "\",\"status\":\"queued\"}"))
                    .isEqualTo(200);
        }
        othersAreServedAsEver();
        assertThat(gateway.log().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(4096));
    }

    /** Delivers a success with this many media. A delivery that verifies is answered 200, whatever its body holds. */
    private static void succeed(String job, int count, IntFunction<String> url) {
        List<String> urls = IntStream.range(0, count).mapToObj(url).toList();
        assertThat(deliver("{\"job_id\":\"" + job + "\",\"status\":\"completed\",\"result\":{\"urls\":["
                        + urls.stream().map(one -> "\"" + one + "\"").collect(Collectors.joining(",")) + "]}}"))
                .isEqualTo(200);
    }

    private static int deliver(String body) {
        return gateway.client()
                .deliver(Deliveries.signed("krea", body.getBytes(UTF_8)))
                .statusCode();
    }
}
