package dev.mediahook.program;

import dev.mediahook.config.SettingsFault;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;

/**
 * Loads SQLite's native library. The driver unpacks it into the temporary folder and deletes it when the program ends,
 * so a kill would leave a copy each time. A loaded library needs no file any more.
 */
final class SqliteLibrary {

    /** The folder that the driver unpacks into (see its README, "Configuration"). */
    private static final String UNPACKED_TO = "org.sqlite.tmpdir";

    private SqliteLibrary() {}

    /**
     * Loads the library, unless it is loaded.
     *
     * @throws SettingsFault if the temporary folder can't hold it
     */
    static void load() {
        String given = System.getProperty(UNPACKED_TO);
        String temporary = given == null ? System.getProperty("java.io.tmpdir") : given;
        try {
            Path own = Files.createTempDirectory(Path.of(temporary), "mediahook-sqlite-");
            try {
                System.setProperty(UNPACKED_TO, own.toString());
                SQLiteJDBCLoader.initialize();
            } finally {
                restore(given);
                delete(own);
            }
        } catch (Exception unusable) {
            throw new SettingsFault(List.of("java.io.tmpdir=" + temporary + " can't hold SQLite's library ("
                    + unusable.getClass().getSimpleName()
                    + "): name a folder with room, writable and not mounted noexec, with -Djava.io.tmpdir=…"));
        }
    }

    private static void restore(@Nullable String given) {
        if (given == null) {
            System.clearProperty(UNPACKED_TO);
        } else {
            System.setProperty(UNPACKED_TO, given);
        }
    }

    /** On Windows a loaded library can't be deleted; the driver deletes it when the program ends. */
    private static void delete(Path folder) {
        File[] unpacked = folder.toFile().listFiles();
        for (File file : unpacked == null ? new File[0] : unpacked) {
            boolean unused = file.delete();
        }
        boolean unused = folder.toFile().delete();
    }
}
