package dev.mediahook.packaged.attack;

/**
 * One genuine delivery under way.
 *
 * @param sentAt by {@link System#nanoTime}
 * @param again whether it is sent for the second time
 */
record Delivery(String job, byte[] request, long sentAt, boolean again) {

    static Delivery of(String job) {
        return new Delivery(
                job, Wire.signed("bfl", "{\"id\":\"" + job + "\",\"status\":\"Pending\"}"), System.nanoTime(), false);
    }

    /** A kept connection may be closed at any time; every client tries once more with a new one. */
    Delivery onceMore() {
        return new Delivery(job, request, sentAt, true);
    }

    long micros() {
        return (System.nanoTime() - sentAt) / 1000;
    }
}
