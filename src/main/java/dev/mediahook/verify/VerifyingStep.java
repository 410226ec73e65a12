package dev.mediahook.verify;

import java.util.List;

/** A step of a webhook's route that refuses what is not the sender's. */
public interface VerifyingStep {

    /** The names of the properties that hold its secrets or tokens: any one that has a value turns the sender on. */
    List<String> switches();

    /** Whether what it checks is the path's last segment, so that the route needs the paths below the sender's own. */
    boolean takesToken();
}
