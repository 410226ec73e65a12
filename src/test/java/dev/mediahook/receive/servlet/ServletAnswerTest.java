package dev.mediahook.receive.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.LogLines;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Semaphore;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Test;

/** What a servlet container's client gets, whatever Camel did with the answer. */
class ServletAnswerTest {

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    /** Camel reads an answer before it is sent, if it logs each step ({@code camel.main.tracing=true}). */
    @Test
    void anAnswerThatWasReadIsSentWhole() throws Exception {
        handle(exchange -> {
            exchange.getMessage().setBody(ByteBuffer.wrap("kept".getBytes(UTF_8)));
            assertThat(exchange.getMessage().getBody(String.class)).isEqualTo("kept");
        });

        assertThat(sent.toString(UTF_8)).isEqualTo("kept");
    }

    @Test
    void aRequestWhoseRouteFailedIsPutOffAndNamedInTheLog() throws Exception {
        try (LogLines lines = LogLines.of(ServletConsumer.class)) {
            handle(exchange -> exchange.setException(new IllegalStateException("a stranger's text")));

            assertThat(sent.toString(UTF_8)).isEqualTo("{\"error\":\"unavailable\"}");
            assertThat(lines.all())
                    .containsExactly("path=/webhooks/acme a request failed error=java.lang.IllegalStateException");
        }
    }

    private void handle(Processor route) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            PluginHelper.getUnitOfWorkFactory(context).afterPropertiesConfigured(context);
            ServletConsumer consumer = new ServletConsumer(
                    context.getEndpoint("platform-http:/webhooks/acme", PlatformHttpEndpoint.class),
                    route,
                    (path, authorization) -> 100,
                    Duration.ofSeconds(1),
                    new Semaphore(1));

            consumer.handleService(
                    of(HttpServletRequest.class, (proxy, method, arguments) -> asked(method.getName())),
                    of(
                            HttpServletResponse.class,
                            (proxy, method, arguments) ->
                                    method.getName().equals("getOutputStream") ? output() : null));
        }
    }

    private static Object asked(String method) {
        return switch (method) {
            case "getMethod" -> "POST";
            case "getRequestURI" -> "/webhooks/acme";
            case "getContextPath" -> "";
            case "getContentLengthLong" -> 0L;
            case "getHeaderNames" -> Collections.emptyEnumeration();
            case "getInputStream" -> nothing();
            default -> null;
        };
    }

    private static ServletInputStream nothing() {
        return new ServletInputStream() {
            @Override
            public int read() {
                return -1;
            }

            @Override
            public boolean isFinished() {
                return true;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {}
        };
    }

    private ServletOutputStream output() {
        return new ServletOutputStream() {
            @Override
            public void write(int one) {
                sent.write(one);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {}
        };
    }

    private static <T> T of(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
