package dev.mediahook.verify;

import dev.mediahook.delivery.Delivery;
import dev.mediahook.receive.HeadCheck;
import dev.mediahook.receive.RefusalCause;
import java.util.List;
import java.util.Optional;

/** A step of a webhook's route that refuses what is not the sender's. */
public interface VerifyingStep extends HeadCheck {

    /** The names of the properties that hold its secrets or tokens: any one that has a value turns the sender on. */
    List<String> switches();

    /** Whether what it checks is the path's last segment, so that the route needs the paths below the sender's own. */
    boolean takesToken();

    /** Nothing, unless a step knows better. */
    @Override
    default Optional<RefusalCause> refusalByHead(Delivery bodiless) {
        return Optional.empty();
    }
}
