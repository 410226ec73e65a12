package dev.mediahook.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentMd5Test {

    @TempDir
    Path folder;

    /** RFC 1321, section A.5: MD5 of "abc" is 900150983cd24fb0d6963f7d28e17f72. */
    @Test
    void isTheBase64OfAPartsMd5() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "..abc..");

        assertThat(ContentMd5.of(file, 2, 3)).isEqualTo("kAFQmDzST7DWlj99KOF/cg==");
        assertThat(ContentMd5.of(file, 0, 7)).isNotEqualTo(ContentMd5.of(file, 2, 3));
    }

    @Test
    void saysWhenAFileIsShorterThanItWas() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "abc");

        assertThatThrownBy(() -> ContentMd5.of(file, 0, 4)).isInstanceOf(UncheckedIOException.class);
    }
}
