package dev.mediahook.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.example.Acme;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import dev.mediahook.standin.SignedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With {@code mediahook.routes.reload=true}, route files are reloaded while the program runs. A broken file takes no
 * sender away.
 */
class ReloadIT {

    private static final Path ACME = Path.of("src/test/resources/example/acme.camel.yaml");

    @TempDir
    Path folder;

    private MediaHost host;
    private PackagedGateway gateway;
    private GatewayClient client;
    private String text;

    @BeforeEach
    void start() throws IOException {
        host = MediaHost.start(0, Clock.systemUTC());
        text = Files.readString(ACME);
        Map<String, String> properties = new HashMap<>();
        properties.put("mediahook.acme.webhook-secret", Acme.SECRET);
        properties.put("mediahook.routes.reload", "true");
        gateway = PackagedGateway.withSenders(folder, properties).start();
        client = gateway.client();
    }

    @AfterEach
    void stop() {
        gateway.close();
        host.close();
    }

    @Test
    void takesUpANewFileAndAChangedOneAndNoBrokenOne() throws IOException {
        assertThat(client.deliver(finished("task-1")).statusCode()).isEqualTo(404);

        write(text);
        await("sender=acme on at /webhooks/acme; taken up from");
        assertThat(client.deliver(finished("task-1")).statusCode()).isEqualTo(200);
        client.awaitJob("acme", "task-1", "completed");

        write(text.replace("PayloadMappingProcessor", "PayloadMopping"));
        await("sender=acme changed, but what was before stays in force: file=");
        assertThat(gateway.log()).contains("PayloadMopping");
        assertThat(BrokenRouteFileIT.readiness(gateway))
                .contains("DEGRADED: sender=acme changed, but what was before stays in force");
        assertThat(client.deliver(finished("task-2")).statusCode()).isEqualTo(200);
        client.awaitJob("acme", "task-2", "completed");

        write(text.replace("finished", "ended"));
        await("taken up from", 2);
        assertThat(BrokenRouteFileIT.readiness(gateway)).doesNotContain("DEGRADED");
        assertThat(client.deliver(finished("task-3")).statusCode()).isEqualTo(200);
        client.await(
                "/api/events?sender=acme&limit=1",
                page -> page.at("/items/0/reason").asText().equals("unknown_status"));
    }

    @Test
    void restoresWhatRanIfOnlyTheRunningShowsThatAFileIsOfNoUse() throws IOException {
        write(text);
        await("sender=acme on at /webhooks/acme; taken up from");

        write(text.replace("ref: acmeSignature", "ref: nobodysSignature"));
        await("sender=acme changed, but what was before stays in force: file=");
        assertThat(client.deliver(Acme.forged(finished("task-4"))).statusCode()).isEqualTo(401);
        assertThat(client.deliver(finished("task-4")).statusCode()).isEqualTo(200);
        client.awaitJob("acme", "task-4", "completed");

        Files.delete(folder.resolve("routes/acme.camel.yaml"));
        await("sender=acme its route file is gone, and stays in force until the program ends");
        assertThat(BrokenRouteFileIT.readiness(gateway)).contains("DEGRADED: sender=acme its route file is gone");
        assertThat(client.deliver(finished("task-5")).statusCode()).isEqualTo(200);

        write(text);
        Awaitility.await().until(() -> !BrokenRouteFileIT.readiness(gateway).contains("DEGRADED"));
    }

    /** Some senders give up a URL that answers 404, but repeat a delivery that is answered 503. */
    @Test
    void answersNothingThatGivesAnAddressUpWhileRoutesAreExchanged() throws IOException {
        write(text);
        await("sender=acme on at /webhooks/acme; taken up from");
        Set<Integer> answers = ConcurrentHashMap.newKeySet();
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger sent = new AtomicInteger();
        List<CompletableFuture<Void>> delivering = Stream.generate(() -> CompletableFuture.runAsync(() -> {
                    while (!over.get()) {
                        answers.add(client.deliver(Acme.broken("busy-" + sent.incrementAndGet()))
                                .statusCode());
                    }
                }))
                .limit(4)
                .toList();

        for (int change = 1; change <= 3; change++) {
            write(text.replace("finished", "finished, done" + change));
            await("taken up from", 1 + change);
        }
        over.set(true);
        CompletableFuture.allOf(delivering.toArray(CompletableFuture[]::new)).join();

        assertThat(sent).hasValueGreaterThan(20);
        assertThat(answers).contains(200).isSubsetOf(200, 503);
    }

    private SignedRequest finished(String task) {
        return Acme.finished(task, host.medium(MediaKind.PNG, task));
    }

    private void write(String file) throws IOException {
        Files.createDirectories(folder.resolve("routes"));
        Files.writeString(folder.resolve("routes/acme.camel.yaml"), file);
    }

    private void await(String line) {
        await(line, 1);
    }

    private void await(String line, int times) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> gateway.log().split(Pattern.quote(line), -1).length > times);
    }
}
