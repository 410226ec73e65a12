package dev.mediahook.submit;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;

/** The APIs that route files and Java routes declare, found by their type and by the sender that each names. */
public final class SenderApis {

    private final Supplier<? extends Collection<SenderApiProcessor>> declared;

    /**
     * @param declared all of them at the time
     */
    public SenderApis(Supplier<? extends Collection<SenderApiProcessor>> declared) {
        this.declared = declared;
    }

    public Optional<SenderApiProcessor> of(String sender) {
        return declared.get().stream()
                .filter(api -> sender.equals(api.sender()))
                .findFirst();
    }

    /**
     * The calls of a sender's API.
     *
     * @throws SenderAnswer if no route file or bean says how the sender is asked
     */
    public SenderApiCalls calls(String sender) {
        return of(sender)
                .map(SenderApiProcessor::calls)
                .orElseThrow(() -> new SenderAnswer(409, "nothing says how " + sender + " is asked", null));
    }

    public Collection<SenderApiProcessor> all() {
        return declared.get();
    }
}
