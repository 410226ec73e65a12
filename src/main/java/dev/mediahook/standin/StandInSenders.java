package dev.mediahook.standin;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All senders that ship with a route file: the five that have classes of their own, and those that are described. */
public final class StandInSenders {

    /** The sender that signs once it is told a secret, and until then has a token in its path. */
    public static final String SIGNS_IF_TOLD = "higgsfield";

    /** The property of that secret. */
    public static final String SECRET_IF_TOLD = "mediahook.higgsfield.webhook-secret";

    private StandInSenders() {}

    public static List<StandInSender> all() {
        return Stream.concat(shown().stream(), FurtherSenders.all().stream()).toList();
    }

    /** The senders that a demo shows: signed and not, confirmed and not, with every end that a job may have. */
    public static List<StandInSender> shown() {
        return List.of(
                new BflStandIn(),
                new BlumaStandIn(),
                new AbstraktStandIn(),
                new HiggsfieldStandIn(),
                new KreaStandIn());
    }

    /** The senders that send webhooks. */
    public static List<StandInSender> delivering() {
        return all().stream().filter(StandInSender::sendsWebhooks).toList();
    }

    /**
     * The properties with which a gateway accepts what the stand-ins deliver.
     *
     * @param keys where the keys of those are that publish theirs; nobody is called there
     */
    public static Map<String, String> properties(URI keys) {
        Map<String, String> properties = new TreeMap<>();
        for (StandInSender sender : delivering()) {
            properties.put(sender.credentialProperty(), sender.demoCredential());
            if (sender.publishesKeys()) {
                properties.put("mediahook." + sender.name() + ".keys-url", keys + DemoKey.PATH);
                properties.put("mediahook." + sender.name() + ".api-url", keys.toString());
            }
        }
        return properties;
    }

    public static Optional<StandInSender> named(String name) {
        return all().stream().filter(sender -> sender.name().equals(name)).findFirst();
    }
}
