package dev.mediahook;

import dev.mediahook.log.EventLog;
import dev.mediahook.sender.Sender;
import dev.mediahook.sender.Senders;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Loads new and changed route files at intervals. If a file can't be used, or is deleted, the previous one stays in
 * force: deliveries must not be refused because somebody moves files around.
 */
final class RouteReload {

    private static final Logger LOG = EventLog.of(Mediahook.class);

    private final RouteFiles files;
    private final Senders senders;
    private final Map<String, RouteText> inForce;
    private final Map<String, RouteText> tried;
    private final Set<String> gone = new HashSet<>();
    private Map<String, RouteText> seen;

    /** Starts from the files found at the start. They are in force unless their senders are broken. */
    RouteReload(RouteFiles files, Senders senders) {
        this.files = files;
        this.senders = senders;
        this.tried = files.first();
        this.inForce = new HashMap<>(tried);
        this.inForce.keySet().removeAll(senders.broken().keySet());
        this.seen = Map.copyOf(tried);
    }

    /** Looks once. A file may still be being written, so it is loaded only after two looks find it unchanged. */
    synchronized void look() {
        Map<String, RouteText> now = files.onDisk();
        now.forEach((name, text) -> {
            if (text.equals(seen.get(name)) && !text.equals(tried.get(name))) {
                tried.put(name, text);
                take(name, text, inForce.get(name));
            }
        });
        inForce.forEach((name, text) -> {
            if (now.containsKey(name)) {
                gone.remove(name);
            } else if (!seen.containsKey(name) && text.location().startsWith("file:") && gone.add(name)) {
                senders.outdated(name, "its route file is gone");
                // Whatever comes back is looked at anew.
                tried.remove(name);
                LOG.warn("sender={} its route file is gone, and stays in force until the program ends", name);
            }
        });
        seen = now;
    }

    private void take(String name, RouteText text, @Nullable RouteText before) {
        if (text.equals(before)) {
            senders.mended(name);
            return;
        }
        String cause = files.replace(name, text, before);
        if (cause == null) {
            inForce.put(name, text);
            senders.mended(name);
            LOG.info(
                    "{}; taken up from file={}",
                    senders.named(name).map(Sender::line).orElse("routes=" + name),
                    text.location().replaceFirst("^file:", ""));
        } else if (before == null) {
            senders.broken(name, cause);
            LOG.error("sender={} broken: {}", name, cause);
        } else {
            String fault = "changed, but what was before stays in force: " + cause;
            senders.outdated(name, fault);
            LOG.error("sender={} {}", name, fault);
        }
    }
}
