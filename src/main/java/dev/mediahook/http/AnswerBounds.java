package dev.mediahook.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * Limits the answers of a client that other code builds: the number of interim answers, the size of the body, and the
 * total time. For such clients, the HTTP library's own defaults limit lines and headers.
 */
public final class AnswerBounds {

    private static final long LARGEST_BODY = 1 << 20;
    private static final long SECONDS_IN_ALL = 60;

    private final ScheduledExecutorService timer;

    /**
     * @param timer ends exchanges that take too long; drops a task that is cancelled
     */
    public AnswerBounds(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /** Sets these limits on a client; its other settings stay. */
    public void keep(HttpClientBuilder client) {
        client.setRequestExecutor(new BoundedExchange()).addExecInterceptorFirst("mediahook-bounds", this::bound);
    }

    /**
     * The deadline also covers reading the body later. If the connection was released in the meantime, there is nothing
     * left to close.
     */
    private ClassicHttpResponse bound(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        Future<?> deadline = timer.schedule(scope.execRuntime::discardEndpoint, SECONDS_IN_ALL, TimeUnit.SECONDS);
        boolean more = false;
        try {
            ClassicHttpResponse answer = chain.proceed(request, scope);
            if (answer.getEntity() != null) {
                LongSupplier onTheWire = WireCount.of(scope.clientContext);
                answer.setEntity(new BoundedBody(answer.getEntity(), onTheWire, scope.execRuntime, deadline));
                more = true;
            }
            return answer;
        } finally {
            if (!more) {
                deadline.cancel(false);
            }
        }
    }

    private static final class BoundedBody extends HttpEntityWrapper {

        private final LongSupplier onTheWire;
        private final ExecRuntime connection;
        private final Future<?> deadline;

        private BoundedBody(HttpEntity body, LongSupplier onTheWire, ExecRuntime connection, Future<?> deadline) {
            super(body);
            this.onTheWire = onTheWire;
            this.connection = connection;
            this.deadline = deadline;
        }

        @Override
        public InputStream getContent() throws IOException {
            return new FilterInputStream(new Undrained(super.getContent(), LARGEST_BODY, onTheWire)) {

                /**
                 * Camel reads the announced number of bytes and does not look for the end, but only the end releases
                 * the connection. So the rest is read here, within the same limits. If that fails, the connection is
                 * dropped.
                 */
                @Override
                public void close() {
                    try {
                        transferTo(OutputStream.nullOutputStream());
                    } catch (IOException broken) {
                        connection.discardEndpoint();
                    } finally {
                        deadline.cancel(false);
                    }
                }
            };
        }
    }
}
