package dev.mediahook.work;

/** Called when a thread meets a failure after which nothing in the process can be trusted. */
@FunctionalInterface
public interface Ending {

    /**
     * Ends the program, or the part that the thread belongs to.
     *
     * @param thread the name of the failed thread
     */
    void end(String thread, Throwable failure);

    /**
     * Whether work can go on after this failure. A stack overflow, a failed allocation and a class that can't be linked
     * end only the work that caused them.
     */
    static boolean survivable(Throwable failure) {
        return !(failure instanceof VirtualMachineError)
                || failure instanceof StackOverflowError
                || failure instanceof OutOfMemoryError;
    }
}
