package dev.mediahook;

import dev.mediahook.database.StoreUnavailable;
import dev.mediahook.log.LogText;
import dev.mediahook.overview.LastHeard;
import dev.mediahook.overview.OverviewView;
import dev.mediahook.overview.OverviewView.Dying;
import dev.mediahook.overview.OverviewView.InboxView;
import dev.mediahook.sender.Sender;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.support.console.AbstractDevConsole;
import org.jspecify.annotations.Nullable;

/**
 * Shows backlog, senders and media that expire soon in Camel's own tools. Does not need camel-console, which a host may
 * lack.
 */
final class OverviewDevConsole extends AbstractDevConsole {

    private static final String ID = "mediahook";

    private final Supplier<OverviewView> overview;
    private final Supplier<List<Sender>> senders;
    private final LastHeard heard;

    OverviewDevConsole(Supplier<OverviewView> overview, Supplier<List<Sender>> senders, LastHeard heard) {
        super(ID, ID, "Mediahook", "Backlog, senders, and media that die soon");
        this.overview = overview;
        this.senders = senders;
        this.heard = heard;
    }

    /** Does nothing in a context without dev consoles. */
    void register(CamelContext context) {
        Optional.ofNullable(DevConsoleRegistry.get(context)).ifPresent(registry -> registry.register(this));
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        Map<String, Object> all = new LinkedHashMap<>();
        try {
            OverviewView now = overview.get();
            all.put("at", now.at().toString());
            all.put("inbox", inbox(now.inbox()));
            all.put(
                    "dying",
                    now.dying().stream().map(one -> dying(one, now.at())).toList());
        } catch (StoreUnavailable away) {
            all.put("fault", "the database can't be read for now");
        }
        all.put("senders", senders.get().stream().map(this::sender).toList());
        return all;
    }

    private static Map<String, Object> inbox(InboxView inbox) {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("depth", inbox.depth());
        counts.put("accepted", inbox.accepted());
        counts.put("waiting", inbox.waiting());
        counts.put("processing", inbox.processing());
        counts.put("oldestSeconds", inbox.oldestSeconds());
        counts.put("dead", inbox.dead());
        return counts;
    }

    private static Map<String, @Nullable Object> dying(Dying one, Instant now) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("eventId", one.eventId().toString());
        fields.put("sender", one.sender());
        fields.put("jobId", one.jobId());
        fields.put("deadline", one.deadline().toString());
        fields.put("marginSeconds", Duration.between(now, one.deadline()).toSeconds());
        fields.put("attempts", one.attempts());
        fields.put("state", one.state());
        fields.put("reason", one.reason());
        return fields;
    }

    private Map<String, @Nullable Object> sender(Sender sender) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("sender", sender.name());
        fields.put("on", sender.on());
        fields.put("why", sender.why());
        fields.put("lastAccepted", text(heard.kept(sender.name())));
        fields.put("lastRefused", text(heard.refused(sender.name())));
        return fields;
    }

    private static @Nullable String text(Optional<Instant> time) {
        return time.map(Instant::toString).orElse(null);
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringBuilder text = new StringBuilder();
        try {
            append(text, overview.get());
        } catch (StoreUnavailable away) {
            text.append("The database can't be read for now.\n");
        }
        text.append("\nSenders:\n");
        senders.get().forEach(sender -> append(text, sender));
        return text.toString();
    }

    private static void append(StringBuilder text, OverviewView now) {
        InboxView inbox = now.inbox();
        text.append(String.format(
                Locale.ROOT,
                "Backlog: depth=%d accepted=%d waiting=%d processing=%d oldest=%ds dead=%d\n",
                inbox.depth(),
                inbox.accepted(),
                inbox.waiting(),
                inbox.processing(),
                inbox.oldestSeconds(),
                inbox.dead()));
        text.append("\nDies within ten minutes: ")
                .append(now.dying().isEmpty() ? "nothing" : "")
                .append('\n');
        for (Dying one : now.dying()) {
            text.append(String.format(
                    Locale.ROOT,
                    "    in %ds event=%s sender=%s job=%s state=%s attempts=%d reason=%s\n",
                    Duration.between(now.at(), one.deadline()).toSeconds(),
                    one.eventId(),
                    one.sender(),
                    LogText.field(one.jobId() == null ? "-" : one.jobId()),
                    one.state(),
                    one.attempts(),
                    LogText.field(one.reason() == null ? "-" : one.reason())));
        }
    }

    private void append(StringBuilder text, Sender sender) {
        text.append(String.format(
                Locale.ROOT,
                "    %-12s %-3s accepted=%s refused=%s (%s)\n",
                sender.name(),
                sender.on() ? "on" : "off",
                heard.kept(sender.name()).map(Instant::toString).orElse("never"),
                heard.refused(sender.name()).map(Instant::toString).orElse("never"),
                sender.why()));
    }
}
