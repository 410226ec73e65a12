package dev.mediahook.standin;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Posts deliveries to a gateway. Follows no redirect, and tries again only as often as it is told. */
public final class Sending {

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Duration patience;

    /**
     * @param patience how long an answer may take
     */
    public Sending(Duration patience) {
        this.patience = patience;
    }

    /** Delivers once and waits for the answer. */
    public Answer once(URI target, SignedRequest request) {
        return deliver(target, request, List.of()).join();
    }

    /**
     * Delivers, and tries again after each of the pauses until the answer is the one that the sender wants.
     *
     * @return the last answer; it never completes exceptionally
     */
    public CompletableFuture<Answer> deliver(URI target, SignedRequest request, List<Duration> pauses) {
        return attempt(target, request, pauses, 1);
    }

    private CompletableFuture<Answer> attempt(URI target, SignedRequest request, List<Duration> pauses, int tries) {
        return post(target, request, tries).thenCompose(answer -> {
            if (request.wanted().is(answer) || tries > pauses.size()) {
                return CompletableFuture.completedFuture(answer);
            }
            var later = CompletableFuture.delayedExecutor(pauses.get(tries - 1).toMillis(), TimeUnit.MILLISECONDS);
            return CompletableFuture.supplyAsync(() -> tries + 1, later)
                    .thenCompose(next -> attempt(target, request, pauses, next));
        });
    }

    private CompletableFuture<Answer> post(URI target, SignedRequest request, int tries) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(target)
                .timeout(patience)
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach(builder::header);
        return client.sendAsync(builder.build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> new Answer(response.statusCode(), response.body(), tries))
                .exceptionally(fault -> new Answer(0, reason(fault), tries));
    }

    private static String reason(Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
