package dev.mediahook.api;

import dev.mediahook.submit.SenderAnswer;

/** A call that can't be answered, told as {@code application/problem+json}. */
final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String title;

    Problem(int status, String title, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
    }

    static Problem badRequest(String detail) {
        return new Problem(400, "Bad request", detail);
    }

    static Problem notFound(String detail) {
        return new Problem(404, "Not found", detail);
    }

    /** What a sender said to us, with its status; 502 where nobody was reached, 504 where nobody answered. */
    static Problem of(SenderAnswer answer) {
        int status = answer.status() > 0 ? answer.status() : answer.mayBeDone() ? 504 : 502;
        return new Problem(status, "The sender refused", String.valueOf(answer.getMessage()));
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }
}
