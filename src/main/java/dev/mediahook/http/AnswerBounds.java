package dev.mediahook.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Bounds what a client that somebody else builds takes for an answer: its interim answers, its body, and the time it may
 * take in all. Lines and headers are bounded by the HTTP library's own defaults there.
 */
public final class AnswerBounds {

    private static final long LARGEST_BODY = 1 << 20;
    private static final long SECONDS_IN_ALL = 60;

    private AnswerBounds() {}

    /** Has a client keep them; whatever else was set stays. */
    public static void keep(HttpClientBuilder client) {
        client.setRequestExecutor(new BoundedExchange())
                .addResponseInterceptorFirst(AnswerBounds::boundBody)
                .addExecInterceptorFirst("mediahook-deadline", AnswerBounds::boundTime);
    }

    private static void boundBody(HttpResponse response, EntityDetails details, HttpContext context) {
        if (response instanceof ClassicHttpResponse answer && answer.getEntity() != null) {
            answer.setEntity(new BoundedBody(answer.getEntity(), WireCount.of(context)));
        }
    }

    /** Also of what is read of the answer later: an endpoint that was let go of meanwhile has nothing left to close. */
    private static ClassicHttpResponse boundTime(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        CompletableFuture.delayedExecutor(SECONDS_IN_ALL, TimeUnit.SECONDS).execute(scope.execRuntime::discardEndpoint);
        return chain.proceed(request, scope);
    }

    private static final class BoundedBody extends HttpEntityWrapper {

        private final LongSupplier onTheWire;

        private BoundedBody(HttpEntity body, LongSupplier onTheWire) {
            super(body);
            this.onTheWire = onTheWire;
        }

        @Override
        public InputStream getContent() throws IOException {
            return new Undrained(super.getContent(), LARGEST_BODY, onTheWire);
        }
    }
}
