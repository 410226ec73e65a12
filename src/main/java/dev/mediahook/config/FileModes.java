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
 * The permissions of files that the program creates, regardless of the umask. Whoever may read the files may enter
 * their folder. File systems without POSIX permissions keep their own.
 */
public record FileModes(Set<PosixFilePermission> files) {

    /** For the program's own user only. */
    public static final FileModes PRIVATE = of("600");

    public FileModes {
        files = Set.copyOf(files);
    }

    /**
     * Parses an octal file mode as {@code chmod} accepts it, such as 640.
     *
     * @throws IllegalArgumentException if the text is no file mode, or denies the program reading or writing
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

    /** Sets the permissions of an existing file. */
    public void giveFile(Path file) throws IOException {
        give(file, files);
    }

    /** Sets the permissions of an existing folder. */
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
