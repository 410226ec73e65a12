package dev.mediahook.work;

import java.util.function.BooleanSupplier;

/**
 * Makes the program's loops.
 *
 * @param heartbeats what each loop reports to
 * @param ending what a loop does that can't go on
 */
public record Loops(Heartbeats heartbeats, Ending ending) {

    /**
     * A loop, not yet started.
     *
     * @param name of its thread
     * @param goesOn asked before each turn
     */
    public Loop loop(String name, BooleanSupplier goesOn, Loop.Turn turn) {
        return new Loop(name, goesOn, turn, heartbeats.ofLoop(name), ending);
    }
}
