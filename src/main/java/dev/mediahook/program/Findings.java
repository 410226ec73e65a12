package dev.mediahook.program;

import dev.mediahook.work.NamedThreads;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** What a check has found, one line each, printed as it is found. */
final class Findings {

    private final PrintWriter out;
    private final AtomicInteger faults = new AtomicInteger();

    Findings(PrintWriter out) {
        this.out = out;
    }

    /** The item is as it should be. */
    void ok(String what, String found) {
        line("ok", what, found);
    }

    /** The item is not in use, and why. */
    void off(String what, String why) {
        line("off", what, why);
    }

    /** The item can be used, but is likely not what the user meant. */
    void warn(String what, String remark) {
        line("warn", what, remark);
    }

    /** The item has to be corrected. */
    void fault(String what, String cause) {
        faults.incrementAndGet();
        line("FAULT", what, cause);
    }

    /**
     * Runs a check that prints its own findings. If it hangs, that is the finding.
     *
     * @param named what is checked
     */
    void within(Duration patience, String what, String named, Runnable check) {
        FutureTask<Boolean> asked = new FutureTask<>(check, true);
        new NamedThreads("mediahook-check-").newThread(asked).start();
        try {
            var unused = asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException hangs) {
            fault(what, named + " has not answered for " + patience.toSeconds() + " s");
        } catch (ExecutionException failure) {
            fault(what, named + " can't be checked: " + PlaceChecks.words(failure));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** A line without a judgement. */
    void tell(String what, String found) {
        line("", what, found);
    }

    /** Prints how many faults there are. Returns the exit code, 1 if there are any. */
    int end() {
        int found = faults.get();
        out.println(found == 0 ? "nothing is wrong" : found == 1 ? "1 fault" : found + " faults");
        out.flush();
        return found == 0 ? 0 : 1;
    }

    private void line(String judgement, String what, String words) {
        out.printf("%-5s %-14s %s%n", judgement, what, words.replaceAll("\\s*\\R\\s*", " "));
        out.flush();
    }
}
