package dev.mediahook.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.LogLines;
import dev.mediahook.TestGateway;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Malformed requests are answered at once, counted, and don't hold a connection's place. */
class MalformedHttpTest {

    @TempDir
    static Path data;

    static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(data, Map.of("mediahook.webhook.queue", "50"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/jobs?%",
                "GET /api/jobs?limit=%zz",
                "POST /webhooks/bfl?%",
                "POST /webhooks/krea/%",
                "GET /%e",
                "POST /webhooks/bfl?a=%u0041"
            })
    void aBrokenPercentEncodingIsRefusedAtOnce(String requestLine) {
        String answer = RawSocket.answer(gateway.port(), requestLine + " HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains(
                        requestLine.contains("/api/")
                                ? "{\"error\":\"malformed\",\"title\":\"malformed\",\"status\":400}"
                                : "{\"error\":\"malformed\"}");
        assertThat(gateway.get("/api/rejections").at("/items/0/cause").asText()).isEqualTo("malformed");
    }

    @Test
    void brokenRequestsLeaveTheirPlacesToTheOthers() {
        IntStream.range(0, 200)
                .forEach(i -> RawSocket.answer(
                        gateway.port(),
                        "GET /api/jobs?% HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + TestGateway.TOKEN
                                + "\r\n\r\n"));

        assertThat(gateway.deliverBfl("{\"id\":\"job-after\",\"status\":\"Pending\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void countsWhatIsNoHttpAndWhatHasTooLongAHead() {
        String large = "POST /webhooks/bfl HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(12 << 10) + "\r\n\r\n";
        assertThat(RawSocket.answer(gateway.port(), large)).startsWith("HTTP/1.1 431");
        assertThat(RawSocket.answer(gateway.port(), "POST /" + "x".repeat(12 << 10) + " HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.0 414");
        assertThat(RawSocket.answer(gateway.port(), "this is no HTTP\r\n\r\n")).startsWith("HTTP/1.0 400");

        assertThat(gateway.metrics())
                .containsPattern("mediahook_refusals_total\\{cause=\"head_too_large\",sender=\"none\"\\} [2-9]")
                .containsPattern("mediahook_refusals_total\\{cause=\"malformed\",sender=\"none\"\\} [1-9]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: abc\r\n\r\n",
                "Content-Length: -1\r\n\r\n",
                "Content-Length: 1\r\nContent-Length: 2\r\n\r\na",
                "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
                "Transfer-Encoding: chunked\r\n\r\n-5\r\nabc\r\n",
                "Transfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n",
                "Two Words: x\r\n\r\n"
            })
    void whatIsNoHttpBehindTheFirstLineIsAnsweredAndCountedToo(String rest) {
        double before = malformed();
        String head = "POST /webhooks/bfl HTTP/1.1\r\nHost: x\r\nX-BFL-Signature: sha256=" + "00".repeat(32) + "\r\n";
        assertThat(RawSocket.answer(gateway.port(), head + rest))
                .startsWith("HTTP/1.1 400")
                .contains("{\"error\":\"malformed\"}");
        assertThat(malformed()).isEqualTo(before + 1);
        assertThat(gateway.get("/api/rejections").at("/items/0/cause").asText()).isEqualTo("malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: a b\r\n", "Host: x:port\r\n", "Host: x\r\nHost: y\r\n"})
    void aRequestWithoutAProperHostHasNoLogLineOfTheServers(String host) {
        double before = malformed();
        try (LogLines lines = LogLines.of(RoutingContext.class)) {
            assertThat(RawSocket.answer(gateway.port(), "GET /api/jobs HTTP/1.1\r\n" + host + "\r\n"))
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "{\"error\":\"malformed\"");
            assertThat(lines.all()).isEmpty();
        }
        assertThat(malformed()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1;%s\r\na\r\n0\r\n\r\n", "1\r\na\r\n0\r\nX: %s\r\n\r\n"})
    void whatIsTooLongAroundABodyEndsTheRequest(String chunks) {
        String head = "POST /webhooks/bfl HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
        assertThat(RawSocket.answer(gateway.port(), head + chunks.formatted("x".repeat(9000))))
                .matches("(?s)HTTP/1.[01] 4(00|14|31).*");
    }

    private static double malformed() {
        Matcher count = Pattern.compile("mediahook_refusals_total\\{cause=\"malformed\",sender=\"none\"\\} ([0-9.]+)")
                .matcher(gateway.metrics());
        return count.find() ? Double.parseDouble(count.group(1)) : 0;
    }
}
