package dev.mediahook.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import dev.mediahook.TestGateway;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The OpenAPI description says what the running program does. */
class OpenApiTest {

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH");

    @TempDir
    static Path data;

    static TestGateway gateway;
    static JsonNode document;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(data, Map.of("mediahook.notify.away.to", "http://127.0.0.1:1/away"));
        gateway.deliverBfl("{\"id\":\"lost\",\"status\":\"Ready\",\"result\":{\"sample\":\"ftp://host/a.png\"}}");
        gateway.deliverBluma("{\"id\":\"evt_1\",\"type\":\"video.queued\",\"data\":{\"id\":\"batch_1\"}}");
        gateway.post("/webhooks/bfl", new byte[] {'x'}, "X-BFL-Signature", "sha256=00");
        gateway.awaitJob("bfl", "lost", "failed");
        gateway.awaitJob("bluma", "batch_1", "running");
        gateway.api("POST", "/api/events/replay?state=done&type=none");
        document = gateway.get("/api/openapi.json");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void isOfItsVersionAndItsSchemasAreSchemas() {
        assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
        JsonSchema metaSchema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        document.at("/components/schemas")
                .forEach(schema -> assertThat(metaSchema.validate(schema)).isEmpty());
        assertThat(document.findValuesAsText("operationId"))
                .doesNotHaveDuplicates()
                .isNotEmpty();
        document.findValuesAsText("$ref")
                .forEach(ref -> assertThat(document.at(ref.substring(1)).isMissingNode())
                        .as(ref)
                        .isFalse());
    }

    @Test
    void everyPathTakesTheMethodsThatItNamesAndNoOther() {
        document.path("paths").fields().forEachRemaining(path -> {
            TreeSet<String> named = new TreeSet<>();
            path.getValue().fieldNames().forEachRemaining(method -> named.add(method.toUpperCase(Locale.ROOT)));
            String url = path.getKey().replaceAll("[{][A-Za-z]+}", "x");
            for (String method : METHODS) {
                if (url.equals("/api/stream") && method.equals("GET")) {
                    // The stream never ends.
                    continue;
                }
                HttpResponse<String> answer = gateway.api(method, url);
                assertThat(answer.statusCode() == 405)
                        .as("%s %s: %s", method, url, answer.statusCode())
                        .isEqualTo(!named.contains(method));
                assertThat(gateway.send(HttpRequest.newBuilder(gateway.url(url))
                                        .method(method, HttpRequest.BodyPublishers.noBody())
                                        .build())
                                .statusCode())
                        .as("%s %s without a token", method, url)
                        .isEqualTo(401);
            }
            assertThat(gateway.api("PATCH", url).headers().firstValue("Allow")).contains(String.join(", ", named));
        });
    }

    @Test
    void everyErrorOfACallIsNamedThere() {
        assertThat(statuses("/api/jobs", "get")).contains("200", "400", "401", "403");
        assertThat(statuses("/api/jobs/{sender}", "post")).contains("409", "422", "504");
        assertThat(statuses("/api/jobs/{sender}/{jobId}/media/{index}", "get")).contains("206", "404", "416", "503");
        document.path("paths").fields().forEachRemaining(path -> {
            if (path.getKey().contains("{")) {
                path.getValue().fieldNames().forEachRemaining(method -> assertThat(statuses(path.getKey(), method))
                        .as("400 for a blank path parameter: %s %s", method, path.getKey())
                        .contains("400"));
            }
        });
        assertThat(document.at("/paths/~1api~1events/get/parameters").findValuesAsText("name"))
                .containsExactly("sender", "state", "reason", "via", "type", "from", "to", "job", "limit", "after");
    }

    private static List<String> statuses(String path, String method) {
        return StreamSupport.stream(
                        ((Iterable<String>) () -> document.path("paths")
                                        .path(path)
                                        .path(method)
                                        .path("responses")
                                        .fieldNames())
                                .spliterator(),
                        false)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/jobs",
                "/api/events",
                "/api/notifications",
                "/api/targets",
                "/api/senders",
                "/api/rejections",
                "/api/overview",
                "/api/replays",
                "/api/jobs/bfl/lost|/api/jobs/{sender}/{jobId}",
                "/api/jobs/bfl/lost/media/0/attempts|/api/jobs/{sender}/{jobId}/media/{index}/attempts",
                "/api/events/EVENT/attempts|/api/events/{eventId}/attempts",
                "/api/events/EVENT/headers|/api/events/{eventId}/headers",
                "/api/search?id=lost|/api/search"
            })
    void answersHaveTheFieldsThatAreNamedAndNoOthers(String paths) {
        String event = gateway.get("/api/jobs/bfl/lost").at("/events/0/eventId").asText();
        String path = paths.split("[|]", -1)[0].replace("EVENT", event);
        String template = paths.replaceFirst(".*[|]", "");
        JsonNode answer = gateway.get(path);
        ObjectNode schema = new ObjectMapper().createObjectNode();
        schema.setAll((ObjectNode) document.path("paths")
                .path(template)
                .path("get")
                .path("responses")
                .path("200")
                .path("content")
                .path("application/json")
                .path("schema"));
        schema.set("components", document.path("components"));
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(schema)
                        .validate(answer))
                .as(answer.toString())
                .isEmpty();
        assertThat(answer.path("items").isMissingNode() || !answer.path("items").isEmpty())
                .as("there is something to compare")
                .isTrue();
    }
}
