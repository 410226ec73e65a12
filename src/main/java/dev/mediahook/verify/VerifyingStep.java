package dev.mediahook.verify;

import java.util.List;

/** A step of a webhook's route that refuses deliveries that are not the sender's. */
public interface VerifyingStep {

    /** The names of the properties that hold its secrets or tokens. If any of them has a value, the sender is on. */
    List<String> switches();

    /**
     * Whether it checks the path's last segment, so that the route must also serve the paths below the sender's own.
     */
    boolean takesToken();
}
