package dev.mediahook;

import dev.mediahook.sender.Sender;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells by a route file's text alone that its sender is off. Building two routes takes longer than reading the file ten
 * times, and most files belong to senders that a team does not use.
 */
final class OffSender {

    /** A sender is on if any of these properties is set. */
    static final List<String> TURN_ON = List.of("webhook-secret", "webhook-token", "api-key");

    private static final Pattern SENDER = Pattern.compile("(?m)^ +sender: *[\"']?([A-Za-z0-9-]+)[\"']? *$");
    private static final Pattern WEBHOOK = Pattern.compile("uri: *[\"']?mediahook:webhook");
    private static final Pattern SWITCH =
            Pattern.compile("(?m)^ +(?:secrets|tokens): *[\"']?(mediahook\\.[A-Za-z0-9.-]+)[\"']? *$");
    private static final Pattern PUBLISHED_KEYS =
            Pattern.compile("(?m)^ +type: dev\\.mediahook\\.verify\\.(Ed25519|Jwt)SignatureProcessor *$");
    private static final Pattern PATH_TOKEN =
            Pattern.compile("(?m)^ +type: dev\\.mediahook\\.verify\\.PathTokenProcessor *$");

    private OffSender() {}

    /**
     * The sender of a file, if it is off.
     *
     * @param name the file's name, without its ending
     * @param isSet whether a property has a value
     * @return empty if the sender is on, or if only building the routes tells
     */
    static Optional<Sender> of(String name, String text, Predicate<String> isSet) {
        Set<String> whose =
                SENDER.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
        long webhooks = WEBHOOK.matcher(text).results().count();
        List<String> switches = Stream.concat(
                        SWITCH.matcher(text).results().map(found -> found.group(1)),
                        PUBLISHED_KEYS.matcher(text).find() || webhooks == 0
                                ? Stream.of(property(name, "api-key"))
                                : Stream.empty())
                .distinct()
                .toList();
        // All are asked for: a faulty one ends the start, whatever the others say.
        boolean on = !Stream.concat(switches.stream(), TURN_ON.stream().map(end -> property(name, end)))
                .filter(isSet)
                .toList()
                .isEmpty();
        if (on || !whose.equals(Set.of(name)) || webhooks > 1 || switches.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Sender(name, false, switches, null, PATH_TOKEN.matcher(text).find(), webhooks > 0));
    }

    private static String property(String sender, String end) {
        return "mediahook." + sender + "." + end;
    }
}
