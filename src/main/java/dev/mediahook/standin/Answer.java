package dev.mediahook.standin;

/**
 * What the gateway answered.
 *
 * @param status the HTTP status; 0 if nobody answered
 * @param body the answer's text, or why nobody answered
 * @param tries how many deliveries it took
 */
public record Answer(int status, String body, int tries) {

    /** Whether a sender counts the delivery as delivered. */
    public boolean accepted() {
        return status / 100 == 2;
    }
}
