package dev.mediahook.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
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
     * @throws IllegalArgumentException where it is none, or lets not even the program read and write
     */
    public static FileModes of(String octal) {
        if (!octal.matches("0?[67][0-7]{2}")) {
            throw new IllegalArgumentException("\"" + octal + "\" is no mode of files such as 600 or 640");
        }
        return new FileModes(permissions(Integer.parseInt(octal, 8)));
    }

    /** The constants stand in the order of the bits, the highest first. */
    private static Set<PosixFilePermission> permissions(int bits) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int bit = 0; bit < 9; bit++) {
            if ((bits >> bit & 1) == 1) {
                permissions.add(PosixFilePermission.values()[8 - bit]);
            }
        }
        return permissions;
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
