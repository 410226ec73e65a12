package dev.mediahook.packaged;

/**
 * The outcome of a row of the fault matrix.
 *
 * @param acknowledged the deliveries that were answered 2xx; the other numbers count those for which this holds:
 * @param kept the delivery's event is kept
 * @param doneOnce exactly one event of the delivery is kept, and it has ended
 * @param whole the delivery's medium is in the store as it was served, or it announced none
 * @param told the target was notified of the job's status
 * @param inOrder the target was notified of no other end after {@code completed}
 * @param doubled several events are kept, or the target was notified of one end under two ids
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
