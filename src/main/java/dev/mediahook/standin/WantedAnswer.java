package dev.mediahook.standin;

/**
 * The answer that a sender counts as delivered. After any other answer, the sender sends the delivery again.
 *
 * @param status the status that the sender wants; 0 if any 2xx will do
 * @param body the body that the sender wants, byte for byte; empty if any will do
 */
public record WantedAnswer(int status, String body) {

    /** What nearly all senders want. */
    public static final WantedAnswer ANY_SUCCESS = new WantedAnswer(0, "");

    /** Whether an answer is the one that the sender wants. */
    public boolean is(Answer answer) {
        return answer.accepted()
                && (status == 0 || status == answer.status())
                && (body.isEmpty() || body.equals(answer.body()));
    }

    @Override
    public String toString() {
        return (status == 0 ? "a 2xx" : Integer.toString(status)) + (body.isEmpty() ? "" : " with the body " + body);
    }
}
