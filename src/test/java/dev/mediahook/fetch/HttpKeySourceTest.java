package dev.mediahook.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediahook.http.HostileServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A host that publishes keys may turn hostile like any other. */
@Timeout(20)
class HttpKeySourceTest {

    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private final HttpKeySource keys = new HttpKeySource(Duration.ofSeconds(1));

    @ParameterizedTest
    @EnumSource
    void givesUpOnAnAnswerThatNeverEnds(HostileServer.Endless endless) throws IOException {
        assertNotFetched(endless);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", OK + "X: ", OK + "Content-Length: 90000\r\n\r\n", OK + "\r\n"})
    void waitsForADrippingAnswerNoLongerThanItsDeadline(String start) throws IOException {
        assertNotFetched(HostileServer.dripping(start, 20));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 500 Oops\r\nContent-Length: 2\r\n\r\n{}",
                OK + "Content-Length: 90000\r\n\r\n{}"
            })
    void takesNoOtherAnswerForKeys(String answer) throws IOException {
        assertNotFetched(HostileServer.saying(answer.getBytes(ISO_8859_1)));
    }

    @Test
    void takesAWholeAnswer() throws IOException {
        try (HostileServer host =
                new HostileServer(HostileServer.saying((OK + "Content-Length: 2\r\n\r\n{}").getBytes(ISO_8859_1)))) {
            assertThat(keys.fetch(host.url("/keys?a=b"))).asString().isEqualTo("{}");
        }
        assertThatThrownBy(() -> keys.fetch(URI.create("http://192.0.2.1/keys")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("https alone");
    }

    private void assertNotFetched(HostileServer.Answer answer) throws IOException {
        try (HostileServer host = new HostileServer(answer)) {
            assertThatThrownBy(() -> keys.fetch(host.url("/"))).isInstanceOf(IOException.class);
        }
    }
}
