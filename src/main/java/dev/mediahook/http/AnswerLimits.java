package dev.mediahook.http;

import java.nio.charset.StandardCharsets;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.io.HttpConnectionFactory;

/**
 * How much of what stands around an answer's body any server may send: each line of its head, of its trailers and each
 * line of a chunk with its extensions, their number, and the head as a whole.
 */
final class AnswerLimits {

    private static final int LONGEST_LINE = 8 << 10;
    private static final int MOST_HEADERS = 100;
    private static final int MOST_EMPTY_LINES = 4;

    /** Of a whole head. Each transfer under way may hold as much, and twice that while it is read. */
    static final int LARGEST_HEAD = 64 << 10;

    static final Http1Config LINES = Http1Config.custom()
            .setMaxLineLength(LONGEST_LINE)
            .setMaxHeaderCount(MOST_HEADERS)
            .setMaxEmptyLineCount(MOST_EMPTY_LINES)
            .build();

    private AnswerLimits() {}

    /** Makes connections that read no more. A header's bytes become the characters of the same numbers. */
    static HttpConnectionFactory<ManagedHttpClientConnection> connections() {
        return ManagedHttpClientConnectionFactory.builder()
                .http1Config(LINES)
                .charCodingConfig(CharCodingConfig.custom()
                        .setCharset(StandardCharsets.ISO_8859_1)
                        .build())
                .responseParserFactory(config ->
                        new BoundedHeadParser(new DefaultHttpResponseParserFactory(LINES).create(), LARGEST_HEAD))
                .build();
    }
}
