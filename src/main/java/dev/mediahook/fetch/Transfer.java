package dev.mediahook.fetch;

import dev.mediahook.event.Reason;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.hc.client5.http.entity.DeflateInputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Takes the body of one answer into a part. */
final class Transfer {

    private static final int BUFFER = 1 << 16;
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

    private final long maxBytes;
    private final InstantSource clock;

    Transfer(long maxBytes, InstantSource clock) {
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    /**
     * Reads an answer to its end; nothing where the medium is whole.
     *
     * @param asked the validator that the rest was asked for with, or null where the whole was
     */
    Optional<FetchOutcome> take(ClassicHttpResponse response, Part part, @Nullable String asked) throws IOException {
        int status = response.getCode();
        if (status == 416 && asked != null) {
            part.restart(null);
            return Optional.of(truncated("the part can't be resumed"));
        }
        String encoding = header(response, "Content-Encoding").toLowerCase(Locale.ROOT);
        boolean plain = encoding.isEmpty() || encoding.equals("identity");
        OptionalLong whole =
                status == 206 && asked != null && plain ? goesOn(response, part, asked) : OptionalLong.empty();
        if (status != 200 && whole.isEmpty()) {
            if (status == 206) {
                part.restart(null);
                return Optional.of(truncated("the media host sent another part than asked for"));
            }
            return Optional.of(Statuses.outcome(response, clock));
        }
        if (whole.isEmpty()) {
            part.restart(plain ? strongEtag(response) : null);
        }
        long length = response.getEntity() == null ? 0 : response.getEntity().getContentLength();
        if (length >= 0 && part.size() + length > maxBytes) {
            return Optional.of(tooLarge());
        }
        Optional<FetchOutcome> failure =
                response.getEntity() == null ? Optional.empty() : read(response, part, encoding);
        // A host may answer with less than was asked for (RFC 9110, section 15.3.7).
        return failure.isEmpty() && whole.isPresent() && part.size() != whole.getAsLong()
                ? Optional.of(truncated("the transfer ended after " + part.size() + " bytes"))
                : failure;
    }

    private Optional<FetchOutcome> read(ClassicHttpResponse response, Part part, String encoding) {
        try (InputStream raw = new Undrained(response.getEntity().getContent());
                InputStream body = decoded(raw, encoding)) {
            while (part.takeFrom(body) >= 0) {
                if (part.size() > maxBytes) {
                    return Optional.of(tooLarge());
                }
            }
            return raw.read() < 0
                    ? Optional.empty()
                    : Optional.of(truncated("the transfer goes on after its encoded end"));
        } catch (SocketTimeoutException idle) {
            return Optional.of(new FetchOutcome.Passing(
                    Reason.FETCH_FAILED, "the media host stopped sending after " + part.size() + " bytes", null));
        } catch (IOException broken) {
            return Optional.of(truncated("the transfer ended after " + part.size() + " bytes"));
        }
    }

    /** We ask for none; a host that encodes all the same is undone, so that the stored bytes are the medium. */
    private static InputStream decoded(InputStream body, String encoding) throws IOException {
        return switch (encoding) {
            case "", "identity" -> body;
            case "gzip", "x-gzip" -> new GZIPInputStream(body, BUFFER);
            case "deflate" -> new DeflateInputStream(body);
            default -> throw new IOException("the content-encoding is unknown");
        };
    }

    /** The size of the whole, where the answer is the rest of what is there: from its end on, and of the same bytes. */
    private static OptionalLong goesOn(HttpResponse response, Part part, String asked) {
        Matcher range = CONTENT_RANGE.matcher(header(response, "Content-Range"));
        String etag = header(response, "ETag");
        return range.matches()
                        && Long.parseLong(range.group(1)) == part.size()
                        && (etag.isEmpty() || etag.equals(asked))
                ? OptionalLong.of(Long.parseLong(range.group(3)))
                : OptionalLong.empty();
    }

    /** Its end is seen for what it is, and closing it does not read a stranger's bytes to their end. */
    private static final class Undrained extends FilterInputStream {

        private @Nullable IOException broken;

        private Undrained(InputStream raw) {
            super(raw);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        /** A decoder that looks for more after an end takes what breaks there for the end of all. */
        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (broken != null) {
                throw broken;
            }
            try {
                return super.read(bytes, offset, length);
            } catch (IOException breaks) {
                broken = breaks;
                throw breaks;
            }
        }

        /** Else a decoder believes a buffer's end to be the body's. */
        @Override
        public int available() {
            return 1;
        }

        @Override
        public void close() {}
    }

    /** Only a strong validator promises that the rest belongs to the same bytes (RFC 9110, section 13.1.5). */
    private static @Nullable String strongEtag(HttpResponse response) {
        String etag = header(response, "ETag");
        boolean ranges = !header(response, "Accept-Ranges").equalsIgnoreCase("none");
        return ranges && etag.length() > 2 && etag.startsWith("\"") ? etag : null;
    }

    static String header(HttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null || header.getValue() == null
                ? ""
                : header.getValue().strip();
    }

    private FetchOutcome tooLarge() {
        return new FetchOutcome.Refused(Reason.TOO_LARGE, "larger than mediahook.media.max-bytes, " + maxBytes);
    }

    private static FetchOutcome truncated(String detail) {
        return new FetchOutcome.Passing(Reason.TRUNCATED, detail, null);
    }
}
