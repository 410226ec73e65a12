package dev.mediahook.fetch;

import dev.mediahook.event.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Takes the body of one answer into a part. */
final class Transfer {

    private static final int BUFFER = 1 << 16;
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

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
        boolean rest = status == 206 && asked != null && goesOn(response, part);
        if (status != 200 && !rest) {
            if (status == 206) {
                part.restart(null);
                return Optional.of(truncated("the media host sent another part than asked for"));
            }
            return Optional.of(Statuses.outcome(response, clock));
        }
        String encoding = header(response, "Content-Encoding").toLowerCase(Locale.ROOT);
        boolean plain = encoding.isEmpty() || encoding.equals("identity");
        if (!rest) {
            part.restart(plain ? strongEtag(response) : null);
        }
        long length = response.getEntity() == null ? 0 : response.getEntity().getContentLength();
        if (length >= 0 && part.size() + length > maxBytes) {
            return Optional.of(tooLarge());
        }
        return response.getEntity() == null ? Optional.empty() : read(response, part, encoding);
    }

    private Optional<FetchOutcome> read(ClassicHttpResponse response, Part part, String encoding) {
        try (InputStream body = decoded(response.getEntity().getContent(), encoding)) {
            while (part.takeFrom(body) >= 0) {
                if (part.size() > maxBytes) {
                    return Optional.of(tooLarge());
                }
            }
            return Optional.empty();
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
            case "deflate" -> new InflaterInputStream(body);
            default -> throw new IOException("the content-encoding is unknown");
        };
    }

    private static boolean goesOn(HttpResponse response, Part part) {
        Matcher range = CONTENT_RANGE.matcher(header(response, "Content-Range"));
        return range.matches() && Long.parseLong(range.group(1)) == part.size();
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
