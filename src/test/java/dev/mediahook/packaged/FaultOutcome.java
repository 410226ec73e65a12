package dev.mediahook.packaged;

/**
 * What came of a row of the fault matrix.
 *
 * @param acknowledged how many deliveries were answered 2xx
 * @param whole how many of their jobs have their medium in the store as it was served
 * @param told how many of their jobs' ends the target heard of
 * @param inOrder how many of their jobs' ends it heard of in the order in which they came about
 */
record FaultOutcome(int acknowledged, int kept, int doneOnce, int whole, int told, int inOrder, int doubled) {

    int lost() {
        return acknowledged - Math.min(Math.min(kept, doneOnce), Math.min(whole, told));
    }

    String line(String fault) {
        return "| %-64s | %5d | %5d | %5d | %5d | %5d | %5d | %3d | %3d |"
                .formatted(fault, acknowledged, kept, doneOnce, whole, told, inOrder, lost(), doubled);
    }
}
