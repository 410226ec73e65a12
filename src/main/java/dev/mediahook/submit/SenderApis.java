package dev.mediahook.submit;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;

/** The APIs that route files and Java routes declare, found by their type and by the sender that each names. */
public final class SenderApis {

    private final Supplier<? extends Collection<SenderApiProcessor>> declared;

    /**
     * @param declared supplies all APIs that exist at the time
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
     * Whether a sender can be asked for the status of a job. Some senders have no such call, or none for which a job's
     * id is enough.
     */
    public boolean tellsStatus(String sender) {
        return of(sender).filter(SenderApiProcessor::tellsStatus).isPresent();
    }

    /**
     * The calls of a sender's API.
     *
     * @throws SenderApiException if no bean describes how to call the sender; the file of a sender without a key is not
     *     built
     */
    public SenderApiCalls calls(String sender) {
        return of(sender)
                .map(SenderApiProcessor::calls)
                .orElseThrow(() -> new SenderApiException(
                        409,
                        "set mediahook." + sender + ".api-key to call this sender, if its route file says how",
                        null));
    }

    public Collection<SenderApiProcessor> all() {
        return declared.get();
    }
}
