package dev.mediahook.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;

/** Reads the head of an answer; fails if the whole head is larger than the limit. */
final class BoundedHeadParser implements HttpMessageParser<ClassicHttpResponse> {

    private final HttpMessageParser<ClassicHttpResponse> parser;
    private final int largest;

    BoundedHeadParser(HttpMessageParser<ClassicHttpResponse> parser, int largest) {
        this.parser = parser;
        this.largest = largest;
    }

    @Override
    public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream stream) throws IOException, HttpException {
        return parser.parse(buffer, new Bounded(stream, largest));
    }

    private static final class Bounded extends FilterInputStream {

        private int left;

        private Bounded(InputStream stream, int left) {
            super(stream);
            this.left = left;
        }

        /** The parser reads whole buffers, so the last one may also bring a part of the body. */
        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left <= 0) {
                throw new MessageConstraintException("Maximum head size exceeded");
            }
            int read = super.read(bytes, offset, length);
            left -= Math.max(0, read);
            return read;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }
    }
}
