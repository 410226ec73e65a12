package dev.mediahook.api;

import dev.mediahook.submit.SenderApiException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call that can't be answered, told as {@code application/problem+json}. */
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
     * @param retryAfter when it is worth asking again; null if nobody said
     * @param allow the methods that are allowed; null if the method is not at fault
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

    /** What a sender said to us, with its status; 502 if nobody was reached, 504 if nobody answered. */
    static Problem of(SenderApiException answer) {
        int status = answer.status() > 0 ? answer.status() : answer.outcomeUnknown() ? 504 : 502;
        return new Problem(
                status, "The sender refused", String.valueOf(answer.getMessage()), answer.retryAfter(), null);
    }

    int status() {
        return status;
    }

    /** The methods that are allowed, if the method is at fault. */
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
