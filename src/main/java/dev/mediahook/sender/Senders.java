package dev.mediahook.sender;

import dev.mediahook.delivery.Redaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The senders that routes of one context have registered, and those whose route file is broken. */
public final class Senders {

    private final Map<String, Sender> byName = new TreeMap<>();
    private final Set<String> unbuilt = new TreeSet<>();
    private final Map<String, String> broken = new TreeMap<>();
    private final Map<String, Redaction> redactions = new TreeMap<>();

    /**
     * Registers one; one that sends webhooks takes the place of itself as one that sends none.
     *
     * @throws IllegalStateException if another route takes the same sender's webhooks: of two, one would never be reached
     */
    public synchronized void register(Sender sender) {
        Sender before = unbuilt.remove(sender.name()) ? null : byName.get(sender.name());
        if (before != null && !sender.sendsWebhooks()) {
            return;
        }
        if (before != null && before.sendsWebhooks()) {
            throw new IllegalStateException("two routes take the webhooks of " + sender.name() + " at " + sender.path()
                    + ": give each sender one route");
        }
        byName.put(sender.name(), sender);
    }

    /** Registers one that is off, and none of whose routes is there; whichever route comes is its first. */
    public synchronized void registerUnbuilt(Sender sender) {
        byName.put(sender.name(), sender);
        unbuilt.add(sender.name());
    }

    /** Its route is gone. */
    public synchronized void forget(String name) {
        byName.remove(name);
    }

    /**
     * Its route file can't be used, so that none of its routes runs.
     *
     * @param cause file, line and fault in one line
     */
    public synchronized void broken(String name, String cause) {
        broken.put(name, cause);
    }

    /** Its route file has been mended. */
    public synchronized void mended(String name) {
        broken.remove(name);
    }

    /** By name. */
    public synchronized List<Sender> all() {
        return List.copyOf(byName.values());
    }

    /** What is wrong with the route files, by the names of their senders; empty if nothing is. */
    public synchronized Map<String, String> broken() {
        return Map.copyOf(broken);
    }

    /** What is to be hidden from whoever looks at payloads of this sender; stays when its route goes. */
    public synchronized void hide(String name, Redaction redaction) {
        redactions.put(name, redaction);
    }

    /** What is hidden in payloads of this sender. */
    public synchronized Redaction redaction(String name) {
        return redactions.getOrDefault(name, Redaction.of(""));
    }

    public synchronized Optional<Sender> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
