package dev.mediahook.observe;

import java.util.Optional;

/** Checks whether one thing that the program needs is in order. */
@FunctionalInterface
public interface Probe {

    /** What is wrong, in words for the person on call; empty if nothing is wrong. */
    Optional<String> fault();
}
