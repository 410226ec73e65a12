package dev.mediahook.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who may read and write what the program makes, whatever the umask says. A folder may be entered by whoever may read its
 * files. File systems that know no such permissions keep their own.
 */
public record FileModes(Set<PosixFilePermission> files) {

    /** The program's own user alone. */
    public static final FileModes PRIVATE = of("600");

    public FileModes {
        files = Set.copyOf(files);
    }

    /**
     * Reads what {@code chmod} takes for a file, such as 640.
     *
     * @throws IllegalArgumentException if it is none, or lets not even the program read and write
     */
    public static FileModes of(String octal) {
        if (!octal.matches("0?[67][0-7]{2}")) {
            throw new IllegalArgumentException("\"" + octal + "\" is no mode of files such as 600 or 640");
        }
        return new FileModes(permissions(Integer.parseInt(octal, 8)));
    }

    private static Set<PosixFilePermission> permissions(int bits) {
        StringBuilder letters = new StringBuilder("rwxrwxrwx");
        for (int bit = 0; bit < letters.length(); bit++) {
            if ((bits >> bit & 1) == 0) {
                letters.setCharAt(letters.length() - 1 - bit, '-');
            }
        }
        return PosixFilePermissions.fromString(letters.toString());
    }

    /** Gives a file that is there its permissions. */
    public void giveFile(Path file) throws IOException {
        give(file, files);
    }

    /** Gives a folder that is there its permissions. */
    public void giveFolder(Path folder) throws IOException {
        Set<PosixFilePermission> entered = EnumSet.noneOf(PosixFilePermission.class);
        entered.addAll(files);
        enter(entered, PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_EXECUTE);
        enter(entered, PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_EXECUTE);
        enter(entered, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_EXECUTE);
        give(folder, entered);
    }

    private static void enter(Set<PosixFilePermission> of, PosixFilePermission read, PosixFilePermission enter) {
        if (of.contains(read)) {
            of.add(enter);
        }
    }

    private static void give(Path path, Set<PosixFilePermission> permissions) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(permissions);
        }
    }
}
