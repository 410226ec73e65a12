package dev.mediahook.api;

import dev.mediahook.submit.SenderApiException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The reason why a call can't be answered, sent as {@code application/problem+json}. */
final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String title;
    private final @Nullable Duration retryAfter;
    private final @Nullable String allow;

    Problem(int status, String title, String detail) {
        this(status, title, detail, null, null);
    }

    /**
     * @param retryAfter when to try again; null if unknown
     * @param allow the allowed methods; null unless the method is the problem
     */
    private Problem(int status, String title, String detail, @Nullable Duration retryAfter, @Nullable String allow) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.retryAfter = retryAfter;
        this.allow = allow;
    }

    static Problem badRequest(String detail) {
        return new Problem(400, "Bad request", detail);
    }

    static Problem conflict(String detail) {
        return new Problem(409, "Conflict", detail);
    }

    static Problem notFound(String detail) {
        return new Problem(404, "Not found", detail);
    }

    static Problem unavailable(String detail) {
        return new Problem(503, "Unavailable", detail, Duration.ofSeconds(2), null);
    }

    static Problem methodNotAllowed(String allow) {
        return new Problem(405, "Method not allowed", "this path takes " + allow, null, allow);
    }

    /** A sender's error with its status; 502 if the sender was not reached, 504 if it did not answer. */
    static Problem of(SenderApiException answer) {
        int status = answer.status() > 0 ? answer.status() : answer.outcomeUnknown() ? 504 : 502;
        String title = status == answer.status() ? "The sender refused" : "The sender gave no usable answer";
        return new Problem(status, title, String.valueOf(answer.getMessage()), answer.retryAfter(), null);
    }

    int status() {
        return status;
    }

    /** The allowed methods, if the method is the problem. */
    Optional<String> allow() {
        return Optional.ofNullable(allow);
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    String title() {
        return title;
    }
}
