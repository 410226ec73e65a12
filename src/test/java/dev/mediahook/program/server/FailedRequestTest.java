package dev.mediahook.program.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ConcurrentModificationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailedRequestTest {

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger calls = new AtomicInteger();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void isTriedAgainIfTheRegistryChangedMeanwhile() throws Exception {
        HttpResponse<String> answer = ask(new ConcurrentModificationException(), 2);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("up");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(calls).hasValue(3);
    }

    @Test
    void isPutOffIfTheRegistryGoesOnChanging() throws Exception {
        HttpResponse<String> answer = ask(new ConcurrentModificationException(), Integer.MAX_VALUE);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void isToldOfOnceForAnyOtherCause() throws Exception {
        HttpResponse<String> answer = ask(new IllegalStateException("a secret"), Integer.MAX_VALUE);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("{\"error\":\"internal\"}");
        assertThat(calls).hasValue(1);
    }

    private HttpResponse<String> ask(RuntimeException failure, int times) throws IOException, InterruptedException {
        Router router = Router.router(vertx);
        FailedRequest.repeatAt(router, RoutingContext::next);
        FailedRequest.answerAt(router);
        // As Camel's health endpoints, on a thread of its own: the answer comes after the handler has returned.
        Handler<RoutingContext> health = context -> {
            if (calls.incrementAndGet() <= times) {
                throw failure;
            }
            context.response().end("up");
        };
        router.get("/health").blockingHandler(health, false);
        int port = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
