package dev.mediahook.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.mediahook.TestGateway;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The standard variables say where the program's traces go. Without them, no traces are sent. */
class TracesTest {

    @TempDir
    Path data;

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, -, false",
                "-, otlp, -, true",
                "-, console, -, true",
                "-, none, http://localhost:4317, false",
                "-, -, http://localhost:4317, true",
                "-, -, '', false",
                "true, otlp, http://localhost:4317, false",
                "false, otlp, -, true"
            })
    void areWantedIfSomebodySaysWhereTheyGo(String disabled, String exporter, String endpoint, boolean wanted) {
        assertThat(Traces.wanted(name -> switch (name) {
                    case "otel.sdk.disabled" -> disabled;
                    case "otel.traces.exporter" -> exporter;
                    case "otel.exporter.otlp.endpoint" -> endpoint;
                    default -> null;
                }))
                .isEqualTo(wanted);
    }

    @Test
    void areSentByOtlpWithoutSecrets() throws Exception {
        List<String> sent = new CopyOnWriteArrayList<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = exchange.getRequestBody().readAllBytes();
                if (exchange.getRequestURI().getPath().equals("/v1/traces")) {
                    sent.add(new String(body, StandardCharsets.ISO_8859_1));
                }
                exchange.sendResponseHeaders(200, -1);
            }
        });
        collector.start();
        String url = "http://127.0.0.1:" + collector.getAddress().getPort();
        Map<String, String> otel = Map.of(
                "otel.exporter.otlp.endpoint",
                url,
                "otel.exporter.otlp.protocol",
                "http/protobuf",
                "otel.bsp.schedule.delay",
                "100");
        otel.forEach(System::setProperty);
        try (TestGateway gateway =
                TestGateway.start(data, Map.of("mediahook.notify.to", url + "/services/path-secret?x=query-secret"))) {
            gateway.deliverBfl("{\"id\":\"job-1\",\"status\":\"Failed\"}");
            await().until(() -> sent.stream().anyMatch(spans -> spans.contains("camel-http")));
        } finally {
            otel.keySet().forEach(System::clearProperty);
            collector.stop(0);
        }
        assertThat(String.join("", sent))
                .contains("mediahook", "webhook", "inbox", "POST")
                .doesNotContain("secret");
    }

    @Test
    void keepsQueriesPathsAndMessagesOfTargetsToItself() {
        InMemorySpanExporter spans = InMemorySpanExporter.create();
        SpanData span = null;
        try (SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(new DiscreetSpans(spans)))
                .build()) {
            Span made = provider.get("test").spanBuilder("POST").startSpan();
            made.setAttribute("url.scheme", "https");
            made.setAttribute("camel.uri", "https://user:secret@hooks.example:8443/T0/secret?a=secret");
            made.setAttribute("http.url", "https://hooks.example/T0/secret");
            made.setAttribute("url.path", "hooks.example/T0/secret");
            made.setAttribute("url.query", "a=secret");
            made.addEvent("error", Attributes.of(AttributeKey.stringKey("message"), "secret"));
            made.end();
            span = spans.getFinishedSpanItems().get(0);
        }
        assertThat(span.getAttributes().get(AttributeKey.stringKey("camel.uri")))
                .isEqualTo("https://hooks.example:8443");
        assertThat(span.getAttributes().get(AttributeKey.stringKey("http.url"))).isEqualTo("https://hooks.example");
        assertThat(span.getAttributes().toString() + span.getEvents().get(0).getAttributes())
                .doesNotContain("secret");
        assertThat(span.getEvents()).hasSize(1);
    }
}
