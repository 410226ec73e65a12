package dev.mediahook.work;

/** What is to be done when a thread meets a failure after which nothing in the process can be trusted. */
@FunctionalInterface
public interface Ending {

    /**
     * Ends what the thread belongs to.
     *
     * @param thread whose failure it was
     */
    void end(String thread, Throwable failure);

    /**
     * Whether work can go on after this failure. A stack that ran over, memory that one allocation did not get and a class
     * that could not be linked end what asked for them, and nothing else.
     */
    static boolean survivable(Throwable failure) {
        return !(failure instanceof VirtualMachineError)
                || failure instanceof StackOverflowError
                || failure instanceof OutOfMemoryError;
    }
}
