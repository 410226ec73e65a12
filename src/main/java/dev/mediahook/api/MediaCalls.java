package dev.mediahook.api;

import dev.mediahook.database.Database;
import dev.mediahook.log.EventLog;
import dev.mediahook.media.Media;
import dev.mediahook.media.Medium;
import dev.mediahook.store.MediumStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;

/** Serves stored media to callers with a token. A browser shows images, video and audio, and saves everything else. */
public final class MediaCalls {

    private static final Logger LOG = EventLog.of(MediaCalls.class);

    /** The id of the call that serves a medium. */
    static final String ID = "medium";

    /** How many media are sent at once. Each may hold a few pieces in the heap while its client is slow. */
    private static final int MOST_AT_ONCE = 128;

    /** RFC 9110, section 5.6.7. The JDK's {@code RFC_1123_DATE_TIME} writes the days 1 to 9 with one digit; HTTP wants two. */
    static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final Database database;
    private final MediumStore store;
    private final Semaphore sending = new Semaphore(MOST_AT_ONCE);

    public MediaCalls(Database database, MediumStore store) {
        this.database = database;
        this.store = store;
    }

    Answer medium(ApiCall call) {
        Medium.Stored stored = find(call);
        Map<String, String> headers = headers(stored);
        if (isKnown(call, stored)) {
            return Answer.empty(304, stored.contentType(), headers);
        }
        Optional<ByteRange> asked =
                ifRange(call, stored) ? ByteRange.asked(call.head().header("Range"), stored.size()) : Optional.empty();
        if (asked.isPresent() && !asked.get().satisfiable()) {
            headers.put("Content-Range", "bytes */" + stored.size());
            return Answer.empty(416, stored.contentType(), headers);
        }
        ByteRange range = asked.orElse(new ByteRange(0, stored.size()));
        asked.ifPresent(one -> headers.put(
                "Content-Range", "bytes " + one.from() + "-" + (one.from() + one.length() - 1) + "/" + stored.size()));
        return Answer.sending(asked.isPresent() ? 206 : 200, stored.contentType(), headers, body(call, stored, range));
    }

    private MediumBody body(ApiCall call, Medium.Stored stored, ByteRange range) {
        if (!sending.tryAcquire()) {
            throw Problem.unavailable(MOST_AT_ONCE + " media are being sent already");
        }
        boolean opened = false;
        try {
            InputStream part = store.read(stored.name(), stored.size(), range.from(), range.length())
                    .orElseThrow(() -> Problem.notFound("the store does not hold the medium, or gives nothing back"));
            opened = true;
            MediumBody.Whole whole = range.length() == stored.size()
                    ? new MediumBody.Whole(stored.sha256(), () -> changed(call, stored))
                    : null;
            return new MediumBody(part, range.length(), whole, sending::release);
        } catch (IOException away) {
            throw Problem.unavailable("the store can't be read: " + away.getMessage());
        } finally {
            if (!opened) {
                sending.release();
            }
        }
    }

    private static void changed(ApiCall call, Medium.Stored stored) {
        LOG.error(
                "sender={} job={} medium={} has changed in the store since it was stored, and is not served: put a copy back,"
                        + " or delete it and have the event replayed name={}",
                call.segment("sender"),
                call.segment("jobId"),
                call.segment("index"),
                stored.name());
    }

    private Medium.Stored find(ApiCall call) {
        String sender = call.segment("sender");
        String jobId = call.segment("jobId");
        String index = call.segment("index");
        Optional<Medium.Stored> stored = index.matches("\\d{1,9}")
                ? database.read(handle -> Media.one(handle, sender, jobId, Integer.parseInt(index)))
                        .map(Medium::stored)
                : Optional.empty();
        return stored.orElseThrow(() -> Problem.notFound("no medium " + index + " of this job is stored"));
    }

    private static Map<String, String> headers(Medium.Stored stored) {
        Map<String, String> headers = new HashMap<>();
        headers.put("ETag", etag(stored));
        headers.put("Last-Modified", lastModified(stored));
        headers.put("Accept-Ranges", "bytes");
        headers.put("Cache-Control", "private, no-cache");
        boolean shown = isShown(stored.contentType());
        headers.put(
                "Content-Disposition",
                (shown ? "inline" : "attachment") + "; filename=\"" + fileName(stored.name()) + "\"");
        if (!shown) {
            headers.put("Content-Security-Policy", "sandbox; default-src 'none'");
        }
        return headers;
    }

    /** Types that a browser might run as a page of ours are never shown. */
    static boolean isShown(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT);
        boolean medium = type.startsWith("image/") || type.startsWith("video/") || type.startsWith("audio/");
        return medium && !type.contains("svg") && !type.contains("xml") && !type.contains("html");
    }

    /** The job's folder and the file name, both of safe characters only. */
    private static String fileName(String name) {
        String[] segments = name.split("/", -1);
        int from = Math.max(0, segments.length - 2);
        return String.join("-", Arrays.copyOfRange(segments, from, segments.length))
                .replaceAll("[^A-Za-z0-9._=-]", "_");
    }

    private static String etag(Medium.Stored stored) {
        return "\"" + stored.sha256() + "\"";
    }

    /**
     * Whether the caller has the medium already. A date counts only without an ETag (RFC 9110, section 13.1.3), and only if
     * it is the one that the caller was given.
     */
    private static boolean isKnown(ApiCall call, Medium.Stored stored) {
        String etags = call.head().header("If-None-Match");
        if (!etags.isBlank()) {
            return matches(etags, etag(stored));
        }
        return lastModified(stored)
                .equals(call.head().header("If-Modified-Since").strip());
    }

    private static String lastModified(Medium.Stored stored) {
        return HTTP_DATE.format(stored.storedAt());
    }

    private static boolean matches(String header, String etag) {
        return Arrays.stream(header.split(",", -1))
                .map(String::strip)
                .map(one -> one.startsWith("W/") ? one.substring(2) : one)
                .anyMatch(one -> one.equals("*") || one.equals(etag));
    }

    /** A range of another version than the client has would give it a broken file. */
    private static boolean ifRange(ApiCall call, Medium.Stored stored) {
        String header = call.head().header("If-Range").strip();
        return header.isEmpty() || header.equals(etag(stored)) || header.equals(lastModified(stored));
    }
}
