package dev.mediahook.packaged.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads how many threads a process has, as Linux counts them. */
public final class LiveThreads {

    private LiveThreads() {}

    /** The number of threads; 0 if the process does not run. */
    public static int of(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("Threads:"))
                    .mapToInt(line -> Integer.parseInt(line.substring(8).strip()))
                    .findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            return 0;
        }
    }
}
