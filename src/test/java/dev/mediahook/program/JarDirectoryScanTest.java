package dev.mediahook.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarDirectoryScanTest {

    private static final String FILE = "scanned/routes/acme.camel.yaml";

    @TempDir
    private Path folder;

    /** One entry of the jar can't be unpacked, so that the scan fails if it unpacks entries that it does not need. */
    @Test
    void unpacksNothingToFindAFile() throws Exception {
        Path jar = jar(List.of("scanned/", "scanned/routes/", "scanned/Big.class", FILE, "scanned/routes/notes.txt"));
        spoil(jar, "scanned/Big.class");
        try (DefaultCamelContext context = new DefaultCamelContext();
                URLClassLoader loader =
                        new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
            context.setApplicationContextClassLoader(loader);
            JarDirectoryScan.use(context);
            Collection<Resource> found = PluginHelper.getPackageScanResourceResolver(context)
                    .findResources("classpath:scanned/routes/*.camel.yaml");
            assertThat(found).singleElement().satisfies(file -> {
                assertThat(file.getLocation()).isEqualTo("classpath:" + FILE);
                assertThat(file.getInputStream()).hasContent(FILE);
            });
        }
    }

    private Path jar(List<String> names) throws IOException {
        Path jar = folder.resolve("lib with space+plus.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                if (!name.endsWith("/")) {
                    zip.write(name.getBytes(StandardCharsets.UTF_8));
                }
                zip.closeEntry();
            }
        }
        return jar;
    }

    /** Makes one entry's packed bytes unreadable. They follow the first place where the entry's name stands. */
    private static void spoil(Path jar, String name) throws IOException {
        String bytes = Files.readString(jar, StandardCharsets.ISO_8859_1);
        int packed = bytes.indexOf(name) + name.length();
        try (OutputStream out = Files.newOutputStream(jar)) {
            out.write((bytes.substring(0, packed) + "\u00ff\u00ff\u00ff\u00ff" + bytes.substring(packed + 4))
                    .getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
