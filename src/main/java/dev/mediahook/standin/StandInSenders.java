package dev.mediahook.standin;

import java.util.List;
import java.util.Optional;

/** The five senders. */
public final class StandInSenders {

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
