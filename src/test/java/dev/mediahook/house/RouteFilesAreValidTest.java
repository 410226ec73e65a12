package dev.mediahook.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Every tool that a team may have can read the shipped files, and all read the same in them. */
class RouteFilesAreValidTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchema CAMEL = schema();

    static Stream<Path> files() {
        return ShippedRoutes.files().stream();
    }

    /** What is a string for a reader of YAML 1.2 may be a boolean or a number in base 60 for a reader of YAML 1.1. */
    @ParameterizedTest
    @MethodSource("files")
    void saysTheSameToReadersOfBothVersionsOfYaml(Path file) throws IOException {
        assertThat((Object) new Yaml().load(Files.readString(file))).isEqualTo(ShippedRoutes.items(file));
    }

    @ParameterizedTest
    @MethodSource("files")
    void isValidByCamelsSchema(Path file) {
        assertThat(CAMEL.validate(JSON.valueToTree(ShippedRoutes.items(file)))).isEmpty();
    }

    private static JsonSchema schema() {
        try (InputStream schema = RouteFilesAreValidTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(schema);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
