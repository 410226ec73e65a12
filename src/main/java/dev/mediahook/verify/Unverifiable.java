package dev.mediahook.verify;

import dev.mediahook.receive.RefusalCause;

/** Ends verifying early. Without a stack trace: strangers can cause it as often as they like. */
final class Unverifiable extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Verdict.Refused verdict;

    /**
     * @param detail says what is missing or malformed by the names of the configuration, never by a stranger's text
     */
    Unverifiable(RefusalCause cause, String detail) {
        super(cause.word(), null, false, false);
        this.verdict = new Verdict.Refused(cause, detail);
    }

    Verdict.Refused verdict() {
        return verdict;
    }
}
