package dev.mediahook.sender;

import dev.mediahook.delivery.Redaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The senders that the routes of one context have registered, and the senders whose route file is broken. */
public final class Senders {

    private final Map<String, Sender> byName = new TreeMap<>();
    private final Set<String> unbuilt = new TreeSet<>();
    private final Map<String, String> broken = new TreeMap<>();
    private final Map<String, String> outdated = new TreeMap<>();
    private final Map<String, Redaction> redactions = new TreeMap<>();

    /**
     * Registers a sender. If it was registered as a sender without webhooks, a registration with webhooks replaces that
     * one.
     *
     * @throws IllegalStateException if another route already takes this sender's webhooks: one of the two would never
     *     be reached
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

    /** Registers a sender that is off and has no route yet. The next route to come counts as its first. */
    public synchronized void registerUnbuilt(Sender sender) {
        byName.put(sender.name(), sender);
        unbuilt.add(sender.name());
    }

    /** Removes a sender whose route is gone. */
    public synchronized void forget(String name) {
        byName.remove(name);
    }

    /**
     * Records that a sender's route file can't be used, so that none of its routes runs.
     *
     * @param cause file, line and fault in one line
     */
    public synchronized void broken(String name, String cause) {
        broken.put(name, cause);
    }

    /**
     * Records that the routes of a sender are no longer those of its file, since the file was deleted or has become
     * unusable. They run until the program ends.
     *
     * @param cause in one line
     */
    public synchronized void outdated(String name, String cause) {
        outdated.put(name, cause);
    }

    /** Records that a sender's route file is usable again. */
    public synchronized void mended(String name) {
        broken.remove(name);
        outdated.remove(name);
    }

    /** All senders, sorted by name. */
    public synchronized List<Sender> all() {
        return List.copyOf(byName.values());
    }

    /** What is wrong with the route files, by sender; empty if nothing is wrong. */
    public synchronized Map<String, String> broken() {
        return Map.copyOf(broken);
    }

    /** Why the routes of some senders are no longer those of their files, by sender. */
    public synchronized Map<String, String> outdated() {
        return Map.copyOf(outdated);
    }

    /** Sets what to hide from people who look at payloads of this sender; stays in force when its route goes. */
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
