package dev.mediahook.verify;

import dev.mediahook.receive.RefusalCause;

/** Ends verifying early. Has no stack trace, since strangers can cause it as often as they like. */
final class Unverifiable extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Verdict.Refused verdict;

    /**
     * @param detail says what is missing or malformed in terms of the configuration, never with a stranger's text
     */
    Unverifiable(RefusalCause cause, String detail) {
        super(cause.word(), null, false, false);
        this.verdict = new Verdict.Refused(cause, detail);
    }

    Verdict.Refused verdict() {
        return verdict;
    }
}
