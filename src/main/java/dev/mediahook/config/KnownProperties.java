package dev.mediahook.config;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names of all {@code mediahook.…} properties, so that one that is misspelt does not go unnoticed. */
public final class KnownProperties {

    private static final Set<String> SHARED = Set.of(
            "mediahook.api.enabled",
            "mediahook.api.max-body-bytes",
            "mediahook.api.token",
            "mediahook.data-dir",
            "mediahook.database.password",
            "mediahook.database.url",
            "mediahook.database.user",
            "mediahook.dispatch.lease",
            "mediahook.dispatch.workers",
            "mediahook.idempotent-repository",
            "mediahook.log.level",
            "mediahook.media.allow-addresses",
            "mediahook.media.allow-http",
            "mediahook.media.connect-timeout",
            "mediahook.media.content-types",
            "mediahook.media.idle-timeout",
            "mediahook.media.max-bytes",
            "mediahook.media.overall",
            "mediahook.media.per-host",
            "mediahook.media.prefix",
            "mediahook.media.store",
            "mediahook.media.total-timeout",
            "mediahook.notify.secret",
            "mediahook.notify.to",
            "mediahook.poll.every",
            "mediahook.public-url",
            "mediahook.retention",
            "mediahook.retry.factor",
            "mediahook.retry.first-delay",
            "mediahook.retry.give-up-after",
            "mediahook.retry.max-delay",
            "mediahook.server-key",
            "mediahook.strict",
            "mediahook.webhook.body-timeout",
            "mediahook.webhook.max-body-bytes",
            "mediahook.webhook.queue",
            "mediahook.webhook.store-timeout",
            "mediahook.webhook.workers");
    private static final Pattern OF_A_SENDER = Pattern.compile(
            "mediahook\\.([a-z0-9-]+)\\.(webhook-secret|webhook-token"
                    + "|webhook-timeout|media-hosts|api-url|api-key|poll-for|confirm|polls-per-minute|require-known-job)");

    private KnownProperties() {}

    /** The names of those that are not one sender's own. */
    public static Set<String> shared() {
        return SHARED;
    }

    /** Whose own properties are among these. */
    public static Set<String> senders(Collection<String> names) {
        return names.stream()
                .map(OF_A_SENDER::matcher)
                .filter(Matcher::matches)
                .map(property -> property.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Those of the given names that begin with {@code mediahook.} and mean nothing here.
     *
     * @param routeTexts the texts of the route files, which may use properties of their own
     */
    public static Set<String> unknown(Collection<String> names, List<String> routeTexts) {
        Set<String> unknown = new TreeSet<>();
        for (String name : names) {
            boolean known = !name.startsWith("mediahook.")
                    || SHARED.contains(name)
                    || HostProperties.ALL.contains(name)
                    || OF_A_SENDER.matcher(name).matches()
                    || routeTexts.stream().anyMatch(text -> text.contains(name));
            if (!known) {
                unknown.add(name);
            }
        }
        return unknown;
    }
}
