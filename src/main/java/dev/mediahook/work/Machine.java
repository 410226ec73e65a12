package dev.mediahook.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Tells programs on one machine from those on others. */
public final class Machine {

    /** Linux makes it up at each boot. All containers on a machine read the same one. */
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    private Machine() {}

    /** A word that the programs on this machine share; one that nobody shares if the system has none. */
    public static String word() {
        try {
            return Files.readString(BOOT).strip();
        } catch (IOException unnamed) {
            return UUID.randomUUID().toString();
        }
    }
}
