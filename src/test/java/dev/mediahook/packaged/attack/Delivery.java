package dev.mediahook.packaged.attack;

/**
 * A genuine delivery that is under way.
 *
 * @param due when it was to be sent, by {@link System#nanoTime}
 * @param again whether it is sent for the second time
 */
record Delivery(String job, byte[] request, long due, boolean again) {

    static Delivery of(String job, long due) {
        return new Delivery(job, Wire.signed("bfl", "{\"id\":\"" + job + "\",\"status\":\"Pending\"}"), due, false);
    }

    /**
     * The delivery, to be sent a second time. A server may close an idle connection at any time, so clients try once
     * more over a new one.
     */
    Delivery onceMore() {
        return new Delivery(job, request, due, true);
    }

    long micros() {
        return (System.nanoTime() - due) / 1000;
    }
}
