package dev.mediahook.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlExpiryTest {

    @ParameterizedTest
    @CsvSource({
        "https://b.s3.amazonaws.com/k?X-Amz-Date=20261120T120000Z&X-Amz-Expires=600&X-Amz-Signature=s, 2026-11-20T12:10:00Z",
        "https://storage.googleapis.com/b/k?X-Goog-Date=20261120T120000Z&X-Goog-Expires=60, 2026-11-20T12:01:00Z",
        "https://x.blob.core.windows.net/c/b?sv=1&se=2026-11-20T12%3A10%3A00Z&sig=s, 2026-11-20T12:10:00Z",
        "https://x.blob.core.windows.net/c/b?se=2026-11-20T12:10:00Z&sig=s, 2026-11-20T12:10:00Z",
        "https://d.cloudfront.net/k?Expires=1795176000&Signature=s, 2026-11-20T12:00:00Z",
        "https://ideogram.ai/api/images/ephemeral/a.png?exp=1795176000&sig=s, 2026-11-20T12:00:00Z",
        "https://a.example/k?exp=1795176000000, 2026-11-20T12:00:00Z",
        "https://a.akamaized.net/k?hdnts=st=1795170000~exp=1795176000~acl=/*~hmac=00, 2026-11-20T12:00:00Z",
        "https://b.tos.volces.com/k?X-Tos-Date=20261120T120000Z&X-Tos-Expires=86400, 2026-11-21T12:00:00Z",
    })
    void readsWhatAUrlSaysOfItsOwnEnd(String url, Instant end) {
        assertThat(UrlExpiry.end(url)).contains(end);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.example/k",
                "https://a.example/k?Expires=never",
                "https://a.example/k?Expires=12",
                "https://a.example/k?X-Amz-Date=20261120T120000Z",
                "https://a.example/k?X-Amz-Date=yesterday&X-Amz-Expires=600",
                "https://a.example/k?se=soon",
                "https://a.example/k?",
                "https://a.example/k?se=+1000000000-12-31T23:59:59Z",
                "https://a.example/k?se=1999-12-31T23:59:59Z",
                "https://a.example/k?se=2100-01-02T00:00:00Z",
                "https://a.example/k?X-Amz-Date=99991231T235959Z&X-Amz-Expires=600",
                "https://a.example/k?X-Goog-Date=20991231T235959Z&X-Goog-Expires=9999999",
                "https://a.example/k?Expires=900000000&X-Amz-Expires=1",
                "https://a.example/k?Expires=9999999999",
                "https://a.example/k?exp=soon",
                "https://a.example/k?exp=3600",
                "https://a.example/k?flexp=1795176000",
            })
    void saysNothingWhereItDoesNot(String url) {
        assertThat(UrlExpiry.end(url)).isEmpty();
    }

    @Property
    void neverThrows(@ForAll String junk) {
        assertThat(UrlExpiry.end("https://a.example/k?se=" + junk + "&Expires=" + junk))
                .isNotNull();
    }
}
