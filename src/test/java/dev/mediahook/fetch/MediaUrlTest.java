package dev.mediahook.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediahook.event.Reason;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://cdn.krea.ai/a.png, cdn.krea.ai, 443, /a.png",
        "HTTPS://CDN.Krea.AI./A.png, cdn.krea.ai, 443, /A.png",
        "https://cdn.krea.ai, cdn.krea.ai, 443, /",
        "https://cdn.krea.ai?a=b, cdn.krea.ai, 443, /?a=b",
        "https://cdn.krea.ai:8443/a?X=%2F%2b&Y=a+b#frag, cdn.krea.ai, 8443, /a?X=%2F%2b&Y=a+b",
        "https://cdn.krea.ai:/a, cdn.krea.ai, 443, /a",
        "https://bücher.example/ä, xn--bcher-kva.example, 443, /%C3%A4",
        "https://8.8.8.8/a, 8.8.8.8, 443, /a",
        "https://[2606:4700::1111]/a, 2606:4700:0:0:0:0:0:1111, 443, /a",
        "https://[::ffff:127.0.0.1]/a, 127.0.0.1, 443, /a",
        "https://a_b.s3.amazonaws.com/k|{x}, a_b.s3.amazonaws.com, 443, /k|{x}",
        "https://１２７.０.０.１/a, 127.0.0.1, 443, /a",
        "https://127。0。0。1/a, 127.0.0.1, 443, /a",
        "https://cdn.krea.ai/a b?c d, cdn.krea.ai, 443, /a%20b?c%20d",
        "' \r\n\thttps://cdn.krea.ai/a \n', cdn.krea.ai, 443, /a",
        "https://cdn.krea.ai/a/./b/../c/%2e%2E/d?../e, cdn.krea.ai, 443, /a/d?../e",
        "https://cdn.krea.ai/../../a/.., cdn.krea.ai, 443, /",
        "https://cdn.krea.ai/a//b/..c/...?x, cdn.krea.ai, 443, /a//b/..c/...?x",
    })
    void takesAUrlApartAsTheClientWillUseIt(String url, String host, int port, String target) {
        assertThat(MediaUrl.parse(url, false)).isEqualTo(new MediaUrl("https", host, port, target));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cdn.krea.ai/a",
                "https:/cdn.krea.ai/a",
                "https:///a",
                "https://user@cdn.krea.ai/a",
                "https://user:pw@cdn.krea.ai/a",
                "https://cdn.krea.ai@127.0.0.1/a",
                "https://cdn.krea.ai\\@127.0.0.1/a",
                "https://cdn.krea.ai\\a",
                "https://cdn krea.ai/a",
                "https://cdn.krea.ai /a",
                "https://cdn.krea.ai/a\tb",
                "https://cdn.krea.ai/a\r\nHost: x",
                "https://cdn.krea.ai:99999/a",
                "https://cdn.krea.ai:0/a",
                "https://cdn.krea.ai:-1/a",
                "https://cdn..krea.ai/a",
                "https://-cdn.krea.ai/a",
                "https://2130706433/a",
                "https://0x7f000001/a",
                "https://0x7f.1/a",
                "https://0177.0.0.1/a",
                "https://127.1/a",
                "https://127.0.0.1.2/a",
                "https://256.1.1.1/a",
                "https://1.2.3.4../a",
                "https://[fe80::1%25eth0]/a",
                "https://[::1/a",
                "https://[12345::1]/a",
                "https://[1.2.3.4]/a",
                "https://%31%32%37.0.0.1/a",
                "https://./a",
            })
    void refusesWhatItCanNotTakeApartInOneWayOnly(String url) {
        assertThatThrownBy(() -> MediaUrl.parse(url, true))
                .isInstanceOfSatisfying(
                        FetchRefused.class,
                        refused -> assertThat(refused.outcome().reason()).isEqualTo(Reason.URL_REFUSED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a.example/x", "ftp://a.example/x", "file:///etc/passwd", "data:text/plain,x"})
    void refusesOtherSchemes(String url) {
        assertThatThrownBy(() -> MediaUrl.parse(url, false))
                .isInstanceOfSatisfying(
                        FetchRefused.class,
                        refused -> assertThat(refused.outcome().reason()).isEqualTo(Reason.SCHEME_REFUSED));
    }

    @Test
    void showsNoQuery() {
        assertThat(MediaUrl.parse("https://a.example/x?sig=secret", false)).hasToString("https://a.example:443/x");
    }

    @ParameterizedTest
    @CsvSource({
        "/y?z, https://a.example:443/y?z",
        "//b.example/y, https://b.example/y",
        "https://b.example/y, https://b.example/y",
        "y, https://a.example:443/p/y",
        "?q, https://a.example:443/p/x?q",
        "'', https://a.example:443/p/x?sig=1",
        "#f, https://a.example:443/p/x?sig=1",
        "../y, https://a.example:443/p/../y",
        "' y z ', https://a.example:443/p/y z",
        "https:y, https://a.example:443/p/y",
        "'data:image/png;base64,AA', 'data:image/png;base64,AA'",
        "javascript:x, javascript:x",
        "y?u=https://b.example/, https://a.example:443/p/y?u=https://b.example/",
    })
    void resolvesALocation(String location, String url) {
        assertThat(MediaUrl.parse("https://a.example/p/x?sig=1", false).resolve(location))
                .isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource({
        "/ä/À?ü, /%C3%A4/%C3%80?%C3%BC",
        "/%C3%A4, /%C3%A4",
        "/a b, /a%20b",
        "../../z, /z",
    })
    void readsALocationAsABrowserDoes(String location, String target) {
        String header = new String(location.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        String resolved = MediaUrl.parse("https://a.example/p/x", false).resolve(header);
        assertThat(MediaUrl.parse(resolved, false).target()).isEqualTo(target);
    }

    @Test
    void takesALocationInLatin1ByItsBytes() {
        assertThat(MediaUrl.parse("https://a.example/", false).resolve("/\u00e4"))
                .endsWith("/%E4");
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/, -1",
        "https://a.example:443/, -1",
        "https://a.example:80/, 80",
        "http://a.example:80/, -1",
        "http://a.example:443/, 443",
    })
    void namesNoPortThatTheSchemeHasAnyway(String url, int port) {
        assertThat(MediaUrl.parse(url, true).portInHostHeader()).isEqualTo(port);
    }

    @Property
    void whateverPassesHasTheHostThatJavaSeesToo(@ForAll("urls") String url) {
        MediaUrl parsed;
        try {
            parsed = MediaUrl.parse(url, true);
        } catch (FetchRefused refused) {
            return;
        }
        try {
            String host = new URI(parsed.scheme() + "://" + parsed.host() + ":" + parsed.port() + "/").getHost();
            assertThat(host == null || host.equals(parsed.host())).isTrue();
            URI seen = new URI(url);
            if (seen.getHost() != null && seen.getHost().chars().allMatch(c -> c < 128)) {
                assertThat(parsed.host() + ".")
                        .startsWith(seen.getHost().toLowerCase(Locale.ROOT).replaceAll("\\.$", ""));
            }
        } catch (URISyntaxException javaIsStricter) {
            assertThat(parsed.host()).matches("[a-z0-9._:-]+");
        }
    }

    @Provide
    Arbitrary<String> urls() {
        Arbitrary<String> hosts =
                Arbitraries.strings().withChars("ab1.0xX-_@:[]\\/?#%é。 \t").ofMaxLength(14);
        return hosts.map(host -> "https://" + host + "/p?q=1");
    }
}
