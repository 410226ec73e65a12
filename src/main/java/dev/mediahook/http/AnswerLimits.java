package dev.mediahook.http;

import java.nio.charset.StandardCharsets;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.io.HttpConnectionFactory;

/**
 * How much any server may send around an answer's body: the length of each line (of the head, of the trailers, and of a
 * chunk's size with its extensions), the number of lines, and the size of the whole head.
 */
final class AnswerLimits {

    private static final int LONGEST_LINE = 8 << 10;
    private static final int MOST_HEADERS = 100;
    private static final int MOST_EMPTY_LINES = 4;

    /**
     * In bytes, for a whole head. Each transfer in progress may hold this much, and twice as much while the head is
     * read.
     */
    static final int LARGEST_HEAD = 64 << 10;

    static final Http1Config LINES = Http1Config.custom()
            .setMaxLineLength(LONGEST_LINE)
            .setMaxHeaderCount(MOST_HEADERS)
            .setMaxEmptyLineCount(MOST_EMPTY_LINES)
            .build();

    private AnswerLimits() {}

    /** Makes connections that keep these limits. Header bytes are decoded as ISO 8859-1. */
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
