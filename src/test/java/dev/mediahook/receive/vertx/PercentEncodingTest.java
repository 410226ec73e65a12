package dev.mediahook.receive.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Specifies how the percent-encoding of a request's path is decoded. */
class PercentEncodingTest {

    /**
     * An encoded percent sign stays encoded, so that a token such as {@code half%41} is not decoded twice to
     * {@code halfA}.
     */
    @ParameterizedTest
    @CsvSource({
        "/webhooks/kr%65a/token/, /webhooks/krea/token",
        "/webhooks/krea/a+b%2Bc, /webhooks/krea/a+b+c",
        "/webhooks/krea/half%2541, /webhooks/krea/half%2541",
        "/webhooks/krea/a%2Fb%2fc, /webhooks/krea/a%2Fb%2fc",
    })
    void aSegmentsOwnSlashesAndPercentSignsStayEncoded(String path, String decoded) {
        assertThat(PercentEncoding.decodedPath(path)).isEqualTo(decoded);
    }
}
