package dev.mediahook.fetch;

import dev.mediahook.event.Reason;
import dev.mediahook.http.ContentCodings;
import dev.mediahook.http.Undrained;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Reads the body of one response into a part. */
final class Transfer {

    /** Added to the limit on bytes on the wire, so that small limits leave room for protocol overhead. */
    private static final int LITTLE = 1 << 16;

    /** Media compress by far less than this factor; a larger one is a decompression bomb. */
    private static final int MOST_TIMES = 200;

    private static final long FREE_OF_RATIO = 8 << 20;
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

    private final long maxBytes;
    private final InstantSource clock;

    Transfer(long maxBytes, InstantSource clock) {
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    /**
     * Reads a response to its end; empty if the medium is complete.
     *
     * @param asked the validator of the range request, or null if the whole medium was requested
     */
    Optional<FetchOutcome> take(ClassicHttpResponse response, Part part, @Nullable String asked, Arriving arriving)
            throws IOException {
        int status = response.getCode();
        if ((status == 416 || status == 412) && asked != null) {
            part.restart(null);
            return Optional.of(truncated("the part can't be resumed"));
        }
        List<String> codings = ContentCodings.named(header(response, "Content-Encoding"));
        OptionalLong whole = status == 206 && codings.isEmpty() ? wholeOf(response, part, asked) : OptionalLong.empty();
        boolean goesOn = whole.isPresent() && asked != null && startsAt(response, part.size());
        if (status != 200 && status != 203 && whole.isEmpty()) {
            if (status == 206) {
                part.restart(null);
                return Optional.of(truncated("the media host sent another part than asked for"));
            }
            return Optional.of(ResponseStatus.outcome(response, clock));
        }
        if (!goesOn) {
            part.restart(codings.isEmpty() ? strongEtag(response) : null);
        }
        long before = part.size();
        long length = response.getEntity() == null ? 0 : response.getEntity().getContentLength();
        if (length >= 0 && part.size() + length > maxBytes) {
            return Optional.of(tooLarge("by its Content-Length"));
        }
        Optional<FetchOutcome> failure =
                response.getEntity() == null ? Optional.empty() : read(response, part, codings, arriving);
        if (failure.isPresent()) {
            return failure;
        }
        // A host may send less than the requested range (RFC 9110, section 15.3.7).
        long size = part.size();
        if (whole.isPresent() && size != whole.getAsLong()) {
            if ((asked != null && !goesOn) || size == before || size > whole.getAsLong()) {
                // The total is false. Asked for the rest, the host would say the same again.
                part.restart(null);
            }
            return Optional.of(truncated("the transfer ended after " + size + " bytes"));
        }
        return size == 0 ? Optional.of(new FetchOutcome.Empty()) : Optional.empty();
    }

    private Optional<FetchOutcome> read(
            ClassicHttpResponse response, Part part, List<String> codings, Arriving arriving) {
        try (Undrained raw = new Undrained(response.getEntity().getContent(), mostOnTheWire(), arriving.onTheWire());
                InputStream body = ContentCodings.undone(raw, codings)) {
            long undone = 0;
            for (int read = part.takeFrom(body); read >= 0; read = part.takeFrom(body)) {
                arriving.bytes().accept(read);
                undone += read;
                if (part.size() > maxBytes) {
                    return Optional.of(tooLarge("more bytes arrived"));
                }
                if (undone > FREE_OF_RATIO && undone / MOST_TIMES > raw.taken()) {
                    return Optional.of(tooLarge("it decompresses to more than " + MOST_TIMES + " times its size"));
                }
            }
            return raw.read() < 0
                    ? Optional.empty()
                    : Optional.of(truncated("the transfer goes on after its encoded end"));
        } catch (Undrained.TooMuch tooMuch) {
            return Optional.of(tooLarge("by the bytes of the transfer"));
        } catch (ContentCodings.UnknownCoding coding) {
            return Optional.of(new FetchOutcome.Refused(Reason.NOT_MEDIA, String.valueOf(coding.getMessage())));
        } catch (SocketTimeoutException idle) {
            return Optional.of(new FetchOutcome.Retryable(
                    Reason.FETCH_FAILED, "the media host stopped sending after " + part.size() + " bytes", null));
        } catch (IOException broken) {
            return Optional.of(truncated("the transfer ended after " + part.size() + " bytes"));
        }
    }

    /** Allows for the overhead of chunks, and of a coding that saves nothing, on a medium just within the limit. */
    private long mostOnTheWire() {
        return maxBytes + maxBytes / 8 + LITTLE;
    }

    /**
     * The size of the whole medium, if this response completes it: either with the missing rest of the same bytes, or
     * with all bytes, even if only a part or no range was requested.
     */
    private static OptionalLong wholeOf(HttpResponse response, Part part, @Nullable String asked) {
        Matcher range = CONTENT_RANGE.matcher(header(response, "Content-Range"));
        if (!range.matches()) {
            return OptionalLong.empty();
        }
        long size = Long.parseLong(range.group(3));
        boolean everything = startsAt(response, 0) && Long.parseLong(range.group(2)) == size - 1;
        String etag = header(response, "ETag");
        boolean rest = asked != null && startsAt(response, part.size()) && (etag.isEmpty() || etag.equals(asked));
        return everything || rest ? OptionalLong.of(size) : OptionalLong.empty();
    }

    private static boolean startsAt(HttpResponse response, long place) {
        Matcher range = CONTENT_RANGE.matcher(header(response, "Content-Range"));
        return range.matches() && Long.parseLong(range.group(1)) == place;
    }

    /** Only a strong validator guarantees that the rest belongs to the same bytes (RFC 9110, section 13.1.5). */
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

    private FetchOutcome tooLarge(String why) {
        return new FetchOutcome.Refused(
                Reason.TOO_LARGE, "larger than mediahook.media.max-bytes, " + maxBytes + ": " + why);
    }

    private static FetchOutcome truncated(String detail) {
        return new FetchOutcome.Retryable(Reason.TRUNCATED, detail, null);
    }
}
