package dev.mediahook.standin;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the media host serves one medium: start with {@link #NORMAL} and add what should go wrong.
 *
 * @param expiresAt the time from which on its URL answers 403; null: never
 * @param failures how many requests get 500 before the first is served
 * @param breaks how many transfers stop after {@code breakAfter} bytes
 * @param pause the pause before each 8 KiB of the body
 * @param gzip whether the body is sent with {@code Content-Encoding: gzip}, asked for or not
 * @param html whether an error page is sent under the medium's own content type
 * @param redirect where to send the client; null: nowhere
 * @param length the length to which the file is filled up with zeros; 0: not at all
 */
public record MediaBehaviour(
        @Nullable Instant expiresAt,
        int failures,
        int breaks,
        long breakAfter,
        Duration pause,
        boolean gzip,
        boolean html,
        @Nullable URI redirect,
        long length) {

    public static final MediaBehaviour NORMAL = new MediaBehaviour(null, 0, 0, 0, Duration.ZERO, false, false, null, 0);

    public MediaBehaviour expiringAt(Instant when) {
        return new MediaBehaviour(when, failures, breaks, breakAfter, pause, gzip, html, redirect, length);
    }

    public MediaBehaviour failing(int times) {
        return new MediaBehaviour(expiresAt, times, breaks, breakAfter, pause, gzip, html, redirect, length);
    }

    public MediaBehaviour breaking(int times, long afterBytes) {
        return new MediaBehaviour(expiresAt, failures, times, afterBytes, pause, gzip, html, redirect, length);
    }

    public MediaBehaviour slow(Duration pauseBetween) {
        return new MediaBehaviour(expiresAt, failures, breaks, breakAfter, pauseBetween, gzip, html, redirect, length);
    }

    public MediaBehaviour gzipped() {
        return new MediaBehaviour(expiresAt, failures, breaks, breakAfter, pause, true, html, redirect, length);
    }

    public MediaBehaviour htmlInstead() {
        return new MediaBehaviour(expiresAt, failures, breaks, breakAfter, pause, gzip, true, redirect, length);
    }

    public MediaBehaviour redirecting(URI to) {
        return new MediaBehaviour(expiresAt, failures, breaks, breakAfter, pause, gzip, html, to, length);
    }

    public MediaBehaviour filledTo(long bytes) {
        return new MediaBehaviour(expiresAt, failures, breaks, breakAfter, pause, gzip, html, redirect, bytes);
    }
}
