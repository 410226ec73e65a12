package dev.mediahook.api;

import dev.mediahook.submit.SenderAnswer;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call that can't be answered, told as {@code application/problem+json}. */
final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String title;
    private final @Nullable Duration retryAfter;

    Problem(int status, String title, String detail) {
        this(status, title, detail, null);
    }

    /**
     * @param retryAfter when it is worth asking again; null where nobody said
     */
    private Problem(int status, String title, String detail, @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.retryAfter = retryAfter;
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

    /** What a sender said to us, with its status; 502 where nobody was reached, 504 where nobody answered. */
    static Problem of(SenderAnswer answer) {
        int status = answer.status() > 0 ? answer.status() : answer.mayBeDone() ? 504 : 502;
        return new Problem(status, "The sender refused", String.valueOf(answer.getMessage()), answer.retryAfter());
    }

    int status() {
        return status;
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    String title() {
        return title;
    }
}
