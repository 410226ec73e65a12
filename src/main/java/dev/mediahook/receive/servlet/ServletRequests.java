package dev.mediahook.receive.servlet;

import dev.mediahook.delivery.RawBody;
import dev.mediahook.delivery.RequestHead;
import dev.mediahook.receive.PathTemplate;
import dev.mediahook.receive.RawRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a servlet request without asking it for a parameter: that would swallow the body of a form. */
final class ServletRequests {

    private static final int CHUNK = 8192;

    private ServletRequests() {}

    /**
     * Reads one.
     *
     * @param template the path of the endpoint, which may name segments in braces
     * @param limit the most bytes that are kept of its body
     */
    static RawRequest read(HttpServletRequest request, String template, int limit, Duration bodyTime) {
        String path = path(request);
        RequestHead head = RequestHead.of(path, headers(request));
        Map<String, String> parameters = PathTemplate.parameters(template, path);
        Map<String, String> query = query(request.getQueryString());
        long claimed = request.getContentLengthLong();
        if (claimed > limit) {
            return new RawRequest(request.getMethod(), head, parameters, query, null, claimed);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) Math.max(CHUNK, claimed));
        boolean whole = collect(request, bytes, limit, bodyTime);
        RawBody body = whole ? RawBody.of(bytes.toByteArray()) : null;
        return new RawRequest(request.getMethod(), head, parameters, query, body, bytes.size());
    }

    /** The path below that of the application. */
    static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    /** Whether the body came whole, in time, and is within its limit. */
    private static boolean collect(
            HttpServletRequest request, ByteArrayOutputStream bytes, int limit, Duration bodyTime) {
        long end = System.nanoTime() + bodyTime.toNanos();
        byte[] chunk = new byte[CHUNK];
        try (InputStream stream = request.getInputStream()) {
            for (int read = stream.read(chunk); read >= 0; read = stream.read(chunk)) {
                bytes.write(chunk, 0, read);
                if (bytes.size() > limit || System.nanoTime() - end > 0) {
                    return false;
                }
            }
            return true;
        } catch (IOException broken) {
            return false;
        }
    }

    private static List<Map.Entry<String, String>> headers(HttpServletRequest request) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            for (String value : Collections.list(request.getHeaders(name))) {
                headers.add(Map.entry(name, value));
            }
        }
        return headers;
    }

    /** Of a repeated parameter the first; one with a bad escape counts as absent. */
    private static Map<String, String> query(String text) {
        if (text == null || text.isEmpty()) {
            return Map.of();
        }
        Map<String, String> query = new HashMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            try {
                query.putIfAbsent(
                        decoded(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            } catch (IllegalArgumentException badEscape) {
                // A pair that nobody can read is no parameter.
            }
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
