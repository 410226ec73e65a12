package dev.mediahook.program;

import dev.mediahook.config.SettingsReader;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds folders whose names can't be used, before anything is written to another folder instead. */
final class Folders {

    private static final String DATA = "mediahook.data-dir";
    private static final String STORE = "mediahook.media.store";
    private static final String FILE = "file:";
    private static final String PREFIX = "mediahook.media.prefix";

    private Folders() {}

    static List<String> faults(SettingsReader reader) {
        List<String> faults = new ArrayList<>();
        String data = reader.text(DATA, "data");
        name(DATA, data, faults);
        if (data.indexOf('?') >= 0) {
            faults.add(DATA + ": \"" + data + "\" holds ?, which begins the options of a store's address; name another"
                    + " folder");
        }
        reader.text(STORE)
                .filter(store -> store.startsWith(FILE))
                .ifPresent(store -> name(STORE, store.substring(FILE.length()), faults));
        reader.text(PREFIX)
                .filter(prefix -> prefix.matches("(.*/)?\\.\\.?(/.*)?"))
                .ifPresent(prefix -> faults.add(
                        PREFIX + ": \"" + prefix + "\" holds a segment . or .., which may lead out of the store"));
        return faults;
    }

    /** Java writes a file's name in the characters of the locale. Only a shell takes {@code ~} for a home. */
    private static void name(String property, String folder, List<String> faults) {
        if (folder.equals("~") || folder.startsWith("~/")) {
            faults.add(property + ": \"" + folder + "\" would be a folder with the name ~; write the path in full");
        }
        try {
            Path unused = Path.of(folder);
        } catch (InvalidPathException lost) {
            faults.add(property + ": \"" + folder + "\" can't be a folder's name here (" + lost.getReason()
                    + "); start it with LC_ALL=C.UTF-8, or name another folder");
        }
    }
}
