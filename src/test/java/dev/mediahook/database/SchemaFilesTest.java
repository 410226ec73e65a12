package dev.mediahook.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.api.resource.LoadableResource;
import org.junit.jupiter.api.Test;

/** A version of the schema would not be applied if it were not listed. */
class SchemaFilesTest {

    private static final Path FOLDER = Path.of("src/main/resources" + SchemaFiles.FOLDER);

    @Test
    void namesEveryVersionThereIs() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Stream.of(Dialect.values())
                            .flatMap(dialect -> SchemaFiles.names(dialect).stream())
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void readsThemAsTheyAre() throws IOException {
        for (LoadableResource file : new SchemaFiles(Dialect.POSTGRESQL).getResources("V", new String[] {".sql"})) {
            StringWriter text = new StringWriter();
            try (Reader reader = file.read()) {
                reader.transferTo(text);
            }
            assertThat(text).hasToString(Files.readString(FOLDER.resolve(file.getFilename())));
        }
        assertThat(new SchemaFiles(Dialect.POSTGRESQL).getResources("R", new String[] {".sql"}))
                .isEmpty();
        assertThat(new SchemaFiles(Dialect.POSTGRESQL).getResource("V0__no.sql"))
                .isNull();
    }
}
