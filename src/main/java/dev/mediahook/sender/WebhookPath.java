package dev.mediahook.sender;

import java.util.Optional;

/** The path to which a sender's webhooks are delivered. */
public final class WebhookPath {

    private static final String PREFIX = "/webhooks/";

    private WebhookPath() {}

    public static String of(String sender) {
        return PREFIX + sender;
    }

    /** The sender to whom a path belongs, without a token after the sender's name; empty if it belongs to no sender. */
    public static Optional<String> sender(String path) {
        if (!path.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String rest = path.substring(PREFIX.length());
        int end = rest.indexOf('/');
        return Optional.of(end < 0 ? rest : rest.substring(0, end)).filter(name -> !name.isEmpty());
    }

    /** Whether more than a token follows the sender's name. Slashes at the end make no difference. */
    public static boolean goesOn(String path, String sender) {
        int own = path.indexOf(of(sender) + '/');
        return own >= 0 && path.substring(own + PREFIX.length()).split("/").length > 2;
    }
}
