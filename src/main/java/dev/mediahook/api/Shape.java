package dev.mediahook.api;

import java.util.List;

/**
 * The successful answer of a call.
 *
 * @param statuses the HTTP statuses
 * @param view the record that is written as JSON; {@code byte[]} if the answer is not JSON
 */
record Shape(List<Integer> statuses, Kind kind, Class<?> view, String contentType) {

    static final Shape BYTES = new Shape(List.of(200), Kind.BYTES, byte[].class, "application/octet-stream");

    /** How the answer contains the view. */
    enum Kind {
        ONE,
        LIST,
        PAGE,
        BYTES
    }

    static Shape one(Class<?> view, Integer... statuses) {
        return new Shape(List.of(statuses), Kind.ONE, view, "application/json");
    }

    static Shape list(Class<?> view) {
        return new Shape(List.of(200), Kind.LIST, view, "application/json");
    }

    static Shape page(Class<?> view) {
        return new Shape(List.of(200), Kind.PAGE, view, "application/json");
    }

    static Shape bytes(String contentType, Integer... statuses) {
        return new Shape(List.of(statuses), Kind.BYTES, byte[].class, contentType);
    }
}
