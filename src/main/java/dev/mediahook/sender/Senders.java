package dev.mediahook.sender;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The senders that routes of one context have registered, and those whose route file is broken. */
public final class Senders {

    private final Map<String, Sender> byName = new TreeMap<>();
    private final Map<String, String> broken = new TreeMap<>();

    /**
     * Registers one; one that sends webhooks takes the place of itself as one that sends none.
     *
     * @throws IllegalStateException if another route takes the same sender's webhooks: of two, one would never be reached
     */
    public synchronized void register(Sender sender) {
        Sender before = byName.get(sender.name());
        if (before != null && !sender.sendsWebhooks()) {
            return;
        }
        if (before != null && before.sendsWebhooks()) {
            throw new IllegalStateException("two routes take the webhooks of " + sender.name() + " at " + sender.path()
                    + ": give each sender one route");
        }
        byName.put(sender.name(), sender);
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

    /** By name. */
    public synchronized List<Sender> all() {
        return List.copyOf(byName.values());
    }

    /** What is wrong with the route files, by the names of their senders; empty if nothing is. */
    public synchronized Map<String, String> broken() {
        return Map.copyOf(broken);
    }

    public synchronized Optional<Sender> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
