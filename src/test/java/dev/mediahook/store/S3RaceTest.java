package dev.mediahook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mediahook.config.FileModes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two programs may store the same medium at once. The test's server gives the answers that each test needs. */
class S3RaceTest {

    private static final byte[] BYTES = {1, 2, 3};

    @TempDir
    Path folder;

    private final List<String> puts = new CopyOnWriteArrayList<>();
    private volatile String there = "";
    private volatile int answerToCondition = 200;
    private volatile String putByTheOther = "";
    private HttpServer server;
    private CamelContext context;
    private MediumStore store;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
        context = new DefaultCamelContext();
        context.start();
        store = ConfiguredStore.at(
                "aws2-s3://media?region=us-east-1&accessKey=key&secretKey=secret&forcePathStyle=true&overrideEndpoint=true"
                        + "&uriEndpointOverride=http://127.0.0.1:"
                        + server.getAddress().getPort(),
                FileModes.PRIVATE,
                context);
    }

    @AfterEach
    void stop() {
        context.stop();
        server.stop(0);
    }

    @Test
    void asksTheServerToWriteOnlyWhereNothingIs() throws Exception {
        store.store(medium("mine"));

        assertThat(puts).containsExactly("*");
    }

    @Test
    void leavesAnEqualObjectThatCameInBetween() throws Exception {
        answerToCondition = 412;
        putByTheOther = "mine";
        store.store(medium("mine"));

        assertThat(puts).containsExactly("*");
    }

    @Test
    void replacesAnotherObjectThatCameInBetween() throws Exception {
        answerToCondition = 412;
        putByTheOther = "another";
        store.store(medium("mine"));

        assertThat(puts).containsExactly("*", "null");
    }

    @Test
    void replacesAnObjectOfOtherBytesWithoutACondition() throws Exception {
        there = "another";
        store.store(medium("mine"));

        assertThat(puts).containsExactly("null");
    }

    @Test
    void doesWithoutConditionsWhereTheServerKnowsNone() throws Exception {
        answerToCondition = 501;
        store.store(medium("mine"));
        there = "";
        store.store(medium("other"));

        assertThat(puts).containsExactly("*", "null", "null");
    }

    @Test
    void aServerThatRefusesTheConditionOtherwiseIsAStoreThatIsAway() {
        answerToCondition = 409;

        assertThatThrownBy(() -> store.store(medium("mine"))).isInstanceOf(IOException.class);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            int status = 200;
            if (exchange.getRequestMethod().equals("PUT")) {
                status = put(exchange);
            } else if (exchange.getRequestURI().getPath().endsWith(".png")) {
                status = there.isEmpty() ? 404 : 200;
                exchange.getResponseHeaders().set("x-amz-meta-sha256", there);
                exchange.getResponseHeaders().set("Content-Length", Integer.toString(BYTES.length));
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private int put(HttpExchange exchange) {
        String condition = exchange.getRequestHeaders().getFirst("If-None-Match");
        puts.add(String.valueOf(condition));
        if (condition != null && answerToCondition != 200) {
            there = putByTheOther;
            return answerToCondition;
        }
        there = exchange.getRequestHeaders().getFirst("x-amz-meta-sha256");
        return 200;
    }

    private MediumFile medium(String sha256) throws IOException {
        Path file = Files.write(folder.resolve("medium"), BYTES);
        MediumName name = MediumName.of("", "bfl", "job", 0, "png");
        return new MediumFile(file, BYTES.length, sha256, "image/png", name, Map.of("sha256", sha256));
    }
}
