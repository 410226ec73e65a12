package dev.mediahook.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediahook.http.HostileServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ApiClientTest {

    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private final ApiClient client =
            new ApiClient(Clock.systemUTC(), new ApiClient.Deadlines(Duration.ofMillis(700), Duration.ofMillis(900)));

    @AfterEach
    void close() throws IOException {
        client.close();
    }

    @ParameterizedTest
    @EnumSource
    void takesAnAnswerThatNeverEndsForNone(HostileServer.Endless endless) throws IOException {
        try (HostileServer api = new HostileServer(endless)) {
            assertThatThrownBy(() -> call("GET", api.url("/"))).isInstanceOf(SenderApiException.class);
        }
        assertThatOthersAreHeard();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void waitsForADrippingAnswerNoLongerThanItsDeadline(String method) throws IOException {
        for (String start : new String[] {"", OK + "X: ", OK + "Content-Length: 90000\r\n\r\n", OK + "\r\n"}) {
            try (HostileServer api = new HostileServer(HostileServer.dripping(start, 20))) {
                assertThatThrownBy(() -> call(method, api.url("/")))
                        .isInstanceOfSatisfying(SenderApiException.class, answer -> assertThat(answer.outcomeUnknown())
                                .isTrue());
            }
        }
        assertThatOthersAreHeard();
    }

    @Test
    void letsGoOfAnAnswerThatIsTooLong() throws IOException {
        byte[] much = new byte[1 << 20];
        try (HostileServer api = new HostileServer((to, over) -> {
            to.write((OK + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            while (over.getCount() > 0) {
                to.write(much);
            }
        })) {
            assertThatThrownBy(() -> call("GET", api.url("/"))).isInstanceOf(SenderApiException.class);
        }
        assertThatOthersAreHeard();
    }

    @Test
    void readsAnAnswerThatIsCompressedThoughNobodyAskedForIt() throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.write((OK + "Content-Encoding: gzip\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        try (GZIPOutputStream gzip = new GZIPOutputStream(answer)) {
            gzip.write("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
        }
        try (HostileServer api = new HostileServer(HostileServer.saying(answer.toByteArray()))) {
            assertThat(call("GET", api.url("/"))).isEqualTo("{\"a\":1}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "zstd", "aws-chunked", "utf-8"})
    void readsAnAnswerThatIsNotCompressedThoughItSaysSo(String coding) throws IOException {
        String head = OK + "Content-Encoding: " + coding + "\r\nContent-Length: 8\r\n\r\n";
        try (HostileServer api =
                new HostileServer(HostileServer.saying((head + " {\"a\":1}").getBytes(StandardCharsets.ISO_8859_1)))) {
            assertThat(call("GET", api.url("/"))).isEqualTo(" {\"a\":1}");
        }
    }

    private void assertThatOthersAreHeard() throws IOException {
        try (HostileServer api = new HostileServer(
                HostileServer.saying((OK + "Content-Length: 2\r\n\r\n{}").getBytes(StandardCharsets.ISO_8859_1)))) {
            assertThat(call("GET", api.url("/"))).isEqualTo("{}");
        }
    }

    private String call(String method, URI url) {
        ApiClient.Reply reply = client.call(new HttpUriRequestBase(method, url), Map.of(), null);
        return new String(reply.body().bytes(), StandardCharsets.UTF_8);
    }
}
