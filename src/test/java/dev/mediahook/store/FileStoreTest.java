package dev.mediahook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mediahook.config.FileModes;
import dev.mediahook.delivery.Sha256;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest {

    private static final Path OTHER_FILE_SYSTEM = FileSystems.getDefault().getPath("/dev/shm");

    @TempDir
    Path folder;

    private Path root;
    private FileStore store;

    @BeforeEach
    void create() {
        root = folder.resolve("media");
        store = new FileStore(root, FileModes.PRIVATE);
    }

    @Test
    void givesAMediumItsNameAndLeavesItsFileToWhoeverFetchedIt() throws IOException {
        String location = store.store(medium(folder, "bytes"));

        assertThat(location).isEqualTo("file:" + root.resolve("bfl/job/0.png"));
        assertThat(files(folder)).containsExactly("download", "media/bfl/job/0.png");
        assertThat(root.resolve("bfl/job/0.png")).hasContent("bytes");
        assertThat(store.holds("bfl/job/0.png", 5)).isTrue();
        assertThat(store.holds("bfl/job/0.png", 4)).isFalse();
        assertThat(store.holds("bfl/job", 5)).isFalse();
    }

    @Test
    void letsNobodyElseReadUnlessToldTo() throws IOException {
        store.store(medium(folder, "bytes"));
        Path shared = folder.resolve("shared");
        new FileStore(shared, FileModes.of("640")).store(medium(folder, "bytes"));

        assertThat(mode(root)).isEqualTo("rwx------");
        assertThat(mode(root.resolve("bfl/job"))).isEqualTo("rwx------");
        assertThat(mode(root.resolve("bfl/job/0.png"))).isEqualTo("rw-------");
        assertThat(mode(shared.resolve("bfl/job"))).isEqualTo("rwxr-x---");
        assertThat(mode(shared.resolve("bfl/job/0.png"))).isEqualTo("rw-r-----");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void storingAgainGivesTheSameNameAndNoSecondCopy() throws IOException {
        String first = store.store(medium(folder, "bytes"));

        assertThat(store.store(medium(folder, "bytes"))).isEqualTo(first);
        assertThat(files(root)).containsExactly("bfl/job/0.png");
    }

    @Test
    void aTryThatFindsItsOwnMediumThereLeavesNothingBesideIt() throws IOException {
        MediumFile medium = medium(folder, "bytes");

        assertThat(store.store(medium)).isEqualTo(store.store(medium));
        assertThat(files(root)).containsExactly("bfl/job/0.png");
    }

    @Test
    void anotherMediumTakesTheNameAndTheEarlierFileKeepsItsBytes() throws IOException {
        Path earlier = Files.createDirectory(folder.resolve("earlier"));
        store.store(medium(earlier, "bytes"));

        store.store(medium(folder, "other bytes"));

        assertThat(root.resolve("bfl/job/0.png")).hasContent("other bytes");
        assertThat(earlier.resolve("download")).hasContent("bytes");
        assertThat(files(root)).containsExactly("bfl/job/0.png");
    }

    @Test
    void fromAnotherFileSystemItIsCopiedBesideAndRenamed() throws IOException {
        onAnotherFileSystem(elsewhere -> {
            Path crashed = root.resolve("bfl/job/.0.png.left-by-a-crash.part");
            Path other = root.resolve("bfl/job/.1.png.under-way.part");
            Files.createDirectories(crashed.getParent());
            Files.writeString(crashed, "by");
            Files.writeString(other, "by");

            store.store(medium(elsewhere, "bytes"));

            assertThat(root.resolve("bfl/job/0.png")).hasContent("bytes");
            assertThat(files(folder)).containsExactly("media/bfl/job/.1.png.under-way.part", "media/bfl/job/0.png");
            assertThat(files(elsewhere)).containsExactly("download");
        });
    }

    @Test
    void aCopyOfOtherBytesNeverGetsTheName() throws IOException {
        onAnotherFileSystem(elsewhere -> {
            MediumFile medium = medium(elsewhere, "bytes");
            Files.writeString(medium.file(), "seven");

            assertThatThrownBy(() -> store.store(medium)).hasMessage("the copy has other bytes than the medium");
            assertThat(files(folder)).isEmpty();
        });
    }

    @Test
    void aLinkInTheStoreIsNoWayOut() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.createDirectories(root.resolve("bfl"));
        Files.createSymbolicLink(root.resolve("bfl/job"), outside);

        assertThatThrownBy(() -> store.store(medium(folder, "bytes"))).isInstanceOf(IOException.class);
        assertThat(files(outside)).isEmpty();
    }

    @Test
    void aLinkInPlaceOfAMediumIsReplacedNotFollowed() throws IOException {
        Path victim = Files.writeString(folder.resolve("victim"), "mine");
        Files.createDirectories(root.resolve("bfl/job"));
        Files.createSymbolicLink(root.resolve("bfl/job/0.png"), victim);

        store.store(medium(folder, "bytes"));

        assertThat(victim).hasContent("mine");
        assertThat(root.resolve("bfl/job/0.png")).isRegularFile().hasContent("bytes");
    }

    @Test
    void aStoreMayItselfBeALink() throws IOException {
        Files.createSymbolicLink(root, Files.createDirectory(folder.resolve("big-disk")));

        store.store(medium(folder, "bytes"));

        assertThat(folder.resolve("big-disk/bfl/job/0.png")).hasContent("bytes");
    }

    @Test
    void aFolderThatCannotBeMadeIsAStoreThatIsAway() throws IOException {
        Files.writeString(root, "a file stands in the way");

        assertThatThrownBy(() -> store.store(medium(folder, "bytes"))).isInstanceOf(IOException.class);
        Files.delete(root);
        assertThat(store.store(medium(folder, "bytes"))).startsWith("file:");
    }

    private interface Elsewhere {
        void with(Path folder) throws IOException;
    }

    private void onAnotherFileSystem(Elsewhere test) throws IOException {
        assumeThat(OTHER_FILE_SYSTEM).isDirectory().isWritable();
        assumeThat(Files.getFileStore(OTHER_FILE_SYSTEM)).isNotEqualTo(Files.getFileStore(folder));
        Path elsewhere = Files.createTempDirectory(OTHER_FILE_SYSTEM, "mediahook");
        try {
            test.with(elsewhere);
        } finally {
            Files.deleteIfExists(elsewhere.resolve("download"));
            Files.delete(elsewhere);
        }
    }

    private static MediumFile medium(Path folder, String content) throws IOException {
        Path file = folder.resolve("download");
        Files.deleteIfExists(file);
        Files.writeString(file, content);
        MessageDigest sha256 = Sha256.digest();
        sha256.update(Files.readAllBytes(file));
        MediumName name = MediumName.of("", "bfl", "job", 0, "png");
        return new MediumFile(file, content.length(), Sha256.hex(sha256), "image/png", name, Map.of());
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
