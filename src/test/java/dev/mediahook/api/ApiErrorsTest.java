package dev.mediahook.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.TestGateway;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A caller's mistakes are answered with what is wrong, and a token for reading changes nothing. */
class ApiErrorsTest {

    private static final String LOOKS = "looking-token";

    @TempDir
    static Path data;

    static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(
                data,
                Map.of(
                        "mediahook.api.read-token", LOOKS,
                        "mediahook.bfl.api-key", "key",
                        "mediahook.bfl.api-url", "http://127.0.0.1:1"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "POST; /api/jobs; GET",
                "HEAD; /api/jobs; GET",
                "DELETE; /api/events; GET",
                "PATCH; /api/jobs/bfl/j; DELETE, GET, PUT",
                "HEAD; /api/jobs/bfl/j; DELETE, GET, PUT",
                "GET; /api/jobs/bfl; POST",
                "GET; /api/events/replay; POST",
                "GET; /api/events/ev_0000000000000/replay; POST",
                "POST; /api/jobs/bfl/j/media/0; GET, HEAD",
                "POST; /api/rejections; GET",
                "OPTIONS; /api/senders; GET",
                "PUT; /api/events/ev_0000000000000/payload/; GET"
            })
    void theWrongMethodIsToldTheRightOnes(String method, String path, String allow) {
        HttpResponse<String> answer = gateway.api(method, path);
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains(allow);
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD, /webhooks/bfl",
        "PUT, /webhooks/bfl",
        "GET, /webhooks/bfl",
        "GET, /webhooks/krea",
        "OPTIONS, /webhooks/krea/",
        "HEAD, /webhooks/krea/krea-token",
        "PUT, /webhooks/krea/krea-token/"
    })
    void soItIsAtAWebhooksPath(String method, String path) {
        HttpResponse<String> answer = gateway.api(method, path);
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "PUT", "GET", "POST"})
    void noMethodMakesAPathOfOneThatGoesOn(String method) {
        HttpResponse<String> answer = gateway.api(method, "/webhooks/krea/krea-token/more");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Allow")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/jobs?limit=-1",
                "/api/jobs/bfl/j?x=1",
                "/api/rejections?limit=1",
                "/api/senders?sender=bfl",
                "/api/jobs?limit=1.5",
                "/api/jobs?limit=99999999999",
                "/api/jobs?after=zz*",
                "/api/jobs?after=-5",
                "/api/jobs?after=%20+5",
                "/api/jobs?after=zzzzzzzzzzzzzzzzzzzz",
                "/api/jobs?status=failed,",
                "/api/jobs?sender=a%00b",
                "/api/jobs?stat=failed",
                "/api/events?state=done,splendid",
                "/api/events/replay?state=dead&sendr=bfl"
            })
    void whatAFilterCanNotMeanIsAProblem(String path) {
        HttpResponse<String> answer = gateway.api(path.contains("replay") ? "POST" : "GET", path);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    }

    @Test
    void whatIsTooLongToBeKeptIsRefused() {
        assertThat(gateway.api("PUT", "/api/jobs/bfl/" + "j".repeat(1024)).statusCode())
                .isEqualTo(201);
        assertThat(gateway.api("PUT", "/api/jobs/bfl/" + "j".repeat(1025)).statusCode())
                .isEqualTo(400);
        assertThat(gateway.api("PUT", "/api/jobs/bfl/" + "%C3%A4".repeat(513)).statusCode())
                .isEqualTo(400);
        assertThat(gateway.api("PUT", "/api/jobs/bfl/a%00b").statusCode()).isEqualTo(400);
        HttpResponse<String> submitted = gateway.send(HttpRequest.newBuilder(gateway.url("/api/jobs/bfl"))
                .header("Authorization", "Bearer " + TestGateway.TOKEN)
                .header("Idempotency-Key", "k".repeat(256))
                .POST(BodyPublishers.ofString("{\"model\":\"m\",\"input\":{}}"))
                .build());
        assertThat(submitted.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"m\",\"input\":{}} garbage",
                "{\"model\":\"m\",\"input\":{}} {\"model\":\"m\",\"input\":{}}",
                "{\"model\":\"m\",\"input\":{}}}",
                "{\"model\":\"m\",\"input\":{}"
            })
    void aBodyThatIsNotOneJsonValueIsRefused(String body) {
        assertThatItIsNotJson(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void soIsOneThatBeginsLikeUtf32AndGoesOnAsNoText() {
        assertThatItIsNotJson(new byte[] {0, 0, 0, '{', 0x7f, -1, -1, -1});
    }

    private static void assertThatItIsNotJson(byte[] body) {
        HttpResponse<String> answer = gateway.send(HttpRequest.newBuilder(gateway.url("/api/jobs/bfl"))
                .header("Authorization", "Bearer " + TestGateway.TOKEN)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestGateway.json(answer.body()).path("detail").asText()).isEqualTo("the body is not JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT /api/jobs/nobody/j", "POST /api/jobs/nobody"})
    void aSenderThatDoesNotExistIsNamed(String call) {
        HttpResponse<String> answer = gateway.api(call.replaceFirst(" .*", ""), call.replaceFirst(".* ", ""));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(TestGateway.json(answer.body()).path("detail").asText()).isEqualTo("there is no sender nobody");
    }

    @Test
    void whoOnlyLooksChangesNothing() {
        String refusals = refusals();
        assertThat(looking("GET", "/api/jobs")).isEqualTo(200);
        assertThat(looking("GET", "/api/events/ev_0000000000000/payload")).isEqualTo(404);
        assertThat(looking("PUT", "/api/jobs/bfl/j")).isEqualTo(403);
        assertThat(looking("POST", "/api/jobs/bfl")).isEqualTo(403);
        assertThat(looking("DELETE", "/api/jobs/bfl/j")).isEqualTo(403);
        assertThat(looking("POST", "/api/events/replay?state=dead")).isEqualTo(403);
        assertThat(looking("POST", "/api/events/ev_0000000000000/replay")).isEqualTo(403);
        assertThat(looking("POST", "/api/jobs")).isEqualTo(405);
        assertThat(refusals()).as("the right token is no attack").isEqualTo(refusals);
    }

    private static String refusals() {
        return gateway.metrics()
                .lines()
                .filter(line -> line.startsWith("mediahook_api_refusals_total"))
                .collect(Collectors.joining());
    }

    private static int looking(String method, String path) {
        return gateway.send(HttpRequest.newBuilder(gateway.url(path))
                        .header("Authorization", "Bearer " + LOOKS)
                        .method(method, BodyPublishers.noBody())
                        .build())
                .statusCode();
    }
}
