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

/** The migrations, listed by name. Otherwise Flyway would read the directory of the whole jar at each start. */
final class SchemaFiles implements ResourceProvider {

    static final String FOLDER = "/db/mediahook/";

    private static final List<String> OF_BOTH = List.of("V1__mediahook.sql", "V3__request_sums.sql");

    private static final List<String> OF_SQLITE = List.of("V2__payload_sums.sql");

    private static final List<String> OF_POSTGRESQL = List.of("V2__payloads_apart.sql");

    private final List<String> names;

    SchemaFiles(Dialect dialect) {
        this.names = names(dialect);
    }

    static List<String> names(Dialect dialect) {
        return Stream.concat(OF_BOTH.stream(), (dialect == Dialect.SQLITE ? OF_SQLITE : OF_POSTGRESQL).stream())
                .toList();
    }

    @Override
    public @Nullable LoadableResource getResource(String name) {
        return names.contains(name) ? new SchemaFile(name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return names.stream()
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
