package dev.mediahook.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** The versions of the schema, by name: Flyway would read the whole directory of the jar that holds them, at each start. */
final class SchemaFiles implements ResourceProvider {

    static final String FOLDER = "/db/mediahook/";

    static final List<String> NAMES = List.of("V1__mediahook.sql");

    @Override
    public @Nullable LoadableResource getResource(String name) {
        return NAMES.contains(name) ? new SchemaFile(name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return NAMES.stream()
                .filter(name -> name.startsWith(prefix) && Stream.of(suffixes).anyMatch(name::endsWith))
                .<LoadableResource>map(SchemaFile::new)
                .toList();
    }

    private static final class SchemaFile extends LoadableResource {

        private final String name;

        SchemaFile(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            try (InputStream stream = Objects.requireNonNull(SchemaFiles.class.getResourceAsStream(FOLDER + name))) {
                return new StringReader(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException unlikely) {
                throw new UncheckedIOException(unlikely);
            }
        }

        @Override
        public String getAbsolutePath() {
            return FOLDER.substring(1) + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return getAbsolutePath();
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
