package dev.mediahook.receive.servlet;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** An application may lie below {@code server.servlet.context-path}. */
class ContextPathTest {

    private static final Map<String, String> REQUEST =
            Map.of("getRequestURI", "/app/api/jobs/bfl", "getContextPath", "/app");

    @Test
    void theLimitOfABodyIsThatOfThePathBelowIt() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            ServletConsumer consumer = new ServletConsumer(
                    context.getEndpoint("platform-http:/api/jobs/{sender}", PlatformHttpEndpoint.class),
                    exchange -> {},
                    (path, authorization) -> {
                        throw new IllegalStateException("the limit of " + path);
                    },
                    Duration.ofSeconds(1),
                    new Semaphore(1));

            assertThatThrownBy(() -> consumer.handleService(
                            of(HttpServletRequest.class, (proxy, method, arguments) -> REQUEST.get(method.getName())),
                            of(HttpServletResponse.class, (proxy, method, arguments) -> null)))
                    .hasMessage("the limit of /api/jobs/bfl");
        }
    }

    private static <T> T of(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
