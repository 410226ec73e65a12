package dev.mediahook.http;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.impl.Http1StreamListener;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;

/**
 * One request and its answer, with a limited number of interim answers (1xx) before it. If an answer exhausts the
 * memory or the stack, only its own connection is closed. Otherwise the client would close all connections for good.
 */
final class BoundedExchange extends HttpRequestExecutor {

    private static final int MOST_INTERIM = 16;

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            HttpResponseInformationCallback interim,
            HttpContext context)
            throws IOException, HttpException {
        try {
            return new HttpRequestExecutor(AnswerLimits.LINES, null, new InterimCount())
                    .execute(request, connection, interim, context);
        } catch (OutOfMemoryError | StackOverflowError tooMuch) {
            connection.close(CloseMode.IMMEDIATE);
            throw new IOException("the answer is too much to read", tooMuch);
        }
    }

    private static final class InterimCount implements Http1StreamListener {

        private int seen;

        @Override
        public void onResponseHead(HttpConnection connection, HttpResponse response) {
            if (response.getCode() < 200 && ++seen > MOST_INTERIM) {
                throw new TooManyInterimAnswers();
            }
        }

        @Override
        public void onRequestHead(HttpConnection connection, HttpRequest request) {}

        @Override
        public void onExchangeComplete(HttpConnection connection, boolean keepAlive) {}
    }

    /** Unchecked, since the listener's method may throw no checked exception. */
    private static final class TooManyInterimAnswers extends IllegalStateException {

        private static final long serialVersionUID = 1;

        TooManyInterimAnswers() {
            super("more than " + MOST_INTERIM + " interim answers");
        }
    }
}
