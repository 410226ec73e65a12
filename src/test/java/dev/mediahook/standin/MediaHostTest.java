package dev.mediahook.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.apache.tika.Tika;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MediaHostTest {

    private final MediaHost host = MediaHost.start(0, Clock.systemUTC());
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        host.close();
    }

    @ParameterizedTest
    @EnumSource(MediaKind.class)
    void servesRealMediaThatDifferByName(MediaKind kind) throws Exception {
        HttpResponse<byte[]> response = get(host.medium(kind, "a"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(host.bytes(kind, "a")).isNotEqualTo(host.bytes(kind, "b"));
        assertThat(new Tika().detect(response.body())).isEqualTo(kind.contentType());
        if (kind != MediaKind.MP4) {
            assertThat(ImageIO.read(new ByteArrayInputStream(response.body())).getWidth())
                    .isEqualTo(64);
        }
    }

    @Test
    void servesARangeUnlessTheFileChanged() throws Exception {
        URI medium = host.medium(MediaKind.PNG, "a", MediaBehaviour.NORMAL.filledTo(20_000));
        String etag = get(medium).headers().firstValue("ETag").orElseThrow();
        HttpResponse<byte[]> part = get(medium, "Range", "bytes=100-199", "If-Range", etag);
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Range")).hasValue("bytes 100-199/20000");
        assertThat(part.body()).hasSize(100);
        assertThat(get(medium, "Range", "bytes=100-", "If-Range", "\"other\"").body())
                .hasSize(20_000);
        assertThat(get(medium, "Range", "bytes=20000-").statusCode()).isEqualTo(416);
    }

    @Test
    void breaksATransferOnceAndThenServesIt() throws Exception {
        URI medium = host.medium(MediaKind.MP4, "a", MediaBehaviour.NORMAL.breaking(1, 10));
        assertThatThrownBy(() -> get(medium)).isInstanceOf(IOException.class);
        assertThat(get(medium).body()).isEqualTo(host.bytes(MediaKind.MP4, "a"));
        assertThat(host.requests(medium)).isEqualTo(2);
    }

    @Test
    void misbehavesWhereToldTo() throws Exception {
        assertThat(get(host.medium(MediaKind.PNG, "a", MediaBehaviour.NORMAL.expiringAt(Instant.EPOCH)))
                        .statusCode())
                .isEqualTo(403);
        assertThat(get(host.mediumFor(MediaKind.PNG, "b", Duration.ofSeconds(-1)))
                        .statusCode())
                .isEqualTo(403);
        assertThat(get(host.mediumFor(MediaKind.PNG, "b", Duration.ofHours(1))).statusCode())
                .isEqualTo(200);
        URI failing = host.medium(MediaKind.PNG, "c", MediaBehaviour.NORMAL.failing(1));
        assertThat(get(failing).statusCode()).isEqualTo(500);
        assertThat(get(failing).statusCode()).isEqualTo(200);
        HttpResponse<byte[]> page = get(host.medium(MediaKind.MP4, "d", MediaBehaviour.NORMAL.htmlInstead()));
        assertThat(page.headers().firstValue("Content-Type")).hasValue("video/mp4");
        assertThat(new String(page.body(), java.nio.charset.StandardCharsets.UTF_8))
                .startsWith("<html>");
        HttpResponse<byte[]> gzip = get(host.medium(MediaKind.PNG, "e", MediaBehaviour.NORMAL.gzipped()));
        assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes())
                .isEqualTo(host.bytes(MediaKind.PNG, "e"));
        assertThat(get(host.medium(MediaKind.PNG, "f", MediaBehaviour.NORMAL.redirecting(host.url())))
                        .statusCode())
                .isEqualTo(302);
    }

    private HttpResponse<byte[]> get(URI medium, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(medium);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
