package dev.mediahook.standin;

import java.util.List;
import java.util.Optional;

/** The five senders. */
public final class StandInSenders {

    /** The one that signs once it is told a secret, and until then has a token in its path. */
    public static final String SIGNS_IF_TOLD = "higgsfield";

    /** The property of that secret. */
    public static final String SECRET_IF_TOLD = "mediahook.higgsfield.webhook-secret";

    private StandInSenders() {}

    public static List<StandInSender> all() {
        return List.of(
                new BflStandIn(),
                new BlumaStandIn(),
                new AbstraktStandIn(),
                new HiggsfieldStandIn(),
                new KreaStandIn());
    }

    public static Optional<StandInSender> named(String name) {
        return all().stream().filter(sender -> sender.name().equals(name)).findFirst();
    }
}
