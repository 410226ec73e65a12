package dev.mediahook.packaged.attack;

/**
 * One genuine delivery under way.
 *
 * @param due when it was to be sent, by {@link System#nanoTime}
 * @param again whether it is sent for the second time
 */
record Delivery(String job, byte[] request, long due, boolean again) {

    static Delivery of(String job, long due) {
        return new Delivery(job, Wire.signed("bfl", "{\"id\":\"" + job + "\",\"status\":\"Pending\"}"), due, false);
    }

    /** A kept connection may be closed at any time; every client tries once more with a new one. */
    Delivery onceMore() {
        return new Delivery(job, request, due, true);
    }

    long micros() {
        return (System.nanoTime() - due) / 1000;
    }
}
