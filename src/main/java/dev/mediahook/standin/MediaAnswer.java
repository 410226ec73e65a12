package dev.mediahook.standin;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** One answer of the media host. */
final class MediaAnswer {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
    private static final Pattern EXPIRES = Pattern.compile("expires=(\\d+)");
    private static final byte[] PAGE =
            "<html><head><title>Error</title></head><body>No such file</body></html>".getBytes(StandardCharsets.UTF_8);

    private final HttpExchange exchange;
    private final SampleMedia samples;
    private final MediaBehaviour behaviour;
    private final Instant now;
    private final CountDownLatch closed;

    MediaAnswer(
            HttpExchange exchange, SampleMedia samples, MediaBehaviour behaviour, Instant now, CountDownLatch closed) {
        this.exchange = exchange;
        this.samples = samples;
        this.behaviour = behaviour;
        this.now = now;
        this.closed = closed;
    }

    /**
     * @param request the number of this request for the medium, from 1
     */
    void give(int request) throws IOException {
        URI redirect = behaviour.redirect();
        if (redirect != null) {
            exchange.getResponseHeaders().set("Location", redirect.toString());
            exchange.sendResponseHeaders(302, -1);
        } else if (request <= behaviour.failures()) {
            exchange.sendResponseHeaders(500, -1);
        } else if (expired()) {
            exchange.sendResponseHeaders(403, -1);
        } else {
            file(request - behaviour.failures());
        }
    }

    private boolean expired() {
        Instant end = behaviour.expiresAt();
        Matcher query = EXPIRES.matcher(String.valueOf(exchange.getRequestURI().getQuery()));
        return (end != null && !now.isBefore(end))
                || (query.find() && now.toEpochMilli() >= Long.parseLong(query.group(1)));
    }

    private void file(int served) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String name = path.substring(path.lastIndexOf('/') + 1);
        MediaKind kind = Arrays.stream(MediaKind.values())
                .filter(one -> name.endsWith("." + one.extension()))
                .findFirst()
                .orElse(null);
        if (kind == null) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        byte[] file = behaviour.html()
                ? PAGE
                : samples.bytes(
                        kind, name.substring(0, name.length() - kind.extension().length() - 1));
        exchange.getResponseHeaders().set("Content-Type", kind.contentType());
        if (behaviour.gzip()) {
            file = gzipped(file);
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        }
        ranged(file, Math.max(file.length, behaviour.length()), served);
    }

    private void ranged(byte[] file, long length, int served) throws IOException {
        String etag = "\"" + Integer.toHexString(Arrays.hashCode(file)) + "-" + length + "\"";
        exchange.getResponseHeaders().set("ETag", etag);
        exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
        String unlessChanged = exchange.getRequestHeaders().getFirst("If-Range");
        Matcher range =
                RANGE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
        boolean part = range.matches() && (unlessChanged == null || unlessChanged.equals(etag));
        long from = part ? Long.parseLong(range.group(1)) : 0;
        long to = part && !range.group(2).isEmpty() ? Math.min(length, Long.parseLong(range.group(2)) + 1) : length;
        if (from >= to) {
            exchange.getResponseHeaders().set("Content-Range", "bytes */" + length);
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        if (part) {
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + length);
        }
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(part ? 206 : 200, head ? -1 : to - from);
        if (!head) {
            long end = served <= behaviour.breaks() ? Math.min(to, from + behaviour.breakAfter()) : to;
            write(file, from, end);
        }
    }

    private void write(byte[] file, long from, long end) throws IOException {
        OutputStream out = exchange.getResponseBody();
        byte[] chunk = new byte[8192];
        for (long at = from; at < end; at += chunk.length) {
            int size = (int) Math.min(chunk.length, end - at);
            Arrays.fill(chunk, (byte) 0);
            if (at < file.length) {
                System.arraycopy(file, (int) at, chunk, 0, (int) Math.min(size, file.length - at));
            }
            pause();
            out.write(chunk, 0, size);
        }
        out.flush();
    }

    private void pause() throws IOException {
        try {
            if (!behaviour.pause().isZero() && closed.await(behaviour.pause().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException("the host is closing");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static byte[] gzipped(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
