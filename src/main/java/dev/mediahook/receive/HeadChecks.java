package dev.mediahook.receive;

import dev.mediahook.delivery.Delivery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The head checks of each sender's route. */
public final class HeadChecks {

    private final Map<String, List<HeadCheck>> bySender = new ConcurrentHashMap<>();

    /** Sets the checks of a sender. */
    public void put(String sender, List<HeadCheck> checks) {
        bySender.put(sender, List.copyOf(checks));
    }

    Optional<RefusalCause> refusal(Delivery bodiless) {
        for (HeadCheck check : bySender.getOrDefault(bodiless.sender(), List.of())) {
            Optional<RefusalCause> refusal = check.refusalByHead(bodiless);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }
}
