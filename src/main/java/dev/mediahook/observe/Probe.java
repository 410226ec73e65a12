package dev.mediahook.observe;

import java.util.Optional;

/** Looks whether one thing that the program needs is well. */
@FunctionalInterface
public interface Probe {

    /** What is wrong, in words for the person on call; empty if all is well. */
    Optional<String> fault();
}
