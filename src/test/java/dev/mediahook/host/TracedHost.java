package dev.mediahook.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.TestGateway;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;

/** A host with a tracer of its own, whose spans stay in memory. */
final class TracedHost implements AutoCloseable {

    private static final AttributeKey<String> COMPONENT = AttributeKey.stringKey("component");

    final InMemorySpanExporter spans = InMemorySpanExporter.create();
    final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(spans))
            .build();
    final PlainHost host;

    TracedHost(Path folder, Map<String, String> properties, RoutesBuilder... own) throws Exception {
        Map<String, String> all = new HashMap<>(properties);
        all.put("mediahook.bfl.webhook-secret", PlainHost.SECRET);
        host = new PlainHost(
                folder,
                all,
                installation -> {},
                Stream.concat(Stream.of(new Tracer()), Stream.of(own)).toArray(RoutesBuilder[]::new));
    }

    private final class Tracer implements RoutesBuilder {

        @Override
        public void addRoutesToCamelContext(CamelContext context) {
            context.getRegistry().bind("tracer", provider.get("test"));
            context.getRegistry()
                    .bind("propagators", ContextPropagators.create(W3CTraceContextPropagator.getInstance()));
            OpenTelemetryTracer tracer = new OpenTelemetryTracer();
            tracer.setCamelContext(context);
            tracer.init(context);
        }

        @Override
        public Set<String> updateRoutesToCamelContext(CamelContext context) {
            return Set.of();
        }

        @Override
        public void addTemplatedRoutesToCamelContext(CamelContext context) {}
    }

    /** The ended spans of one component. */
    List<SpanData> of(String component) {
        return spans.getFinishedSpanItems().stream()
                .filter(span ->
                        ("camel-" + component).equals(span.getAttributes().get(COMPONENT)))
                .toList();
    }

    /** The endpoints of the ended spans, except what one of Mediahook's routes sent to another. */
    List<String> uris() {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> !"camel-direct".equals(span.getAttributes().get(COMPONENT))
                        || "EVENT_RECEIVED".equals(span.getAttributes().get(AttributeKey.stringKey("op"))))
                .map(span -> String.valueOf(span.getAttributes().get(AttributeKey.stringKey("camel.uri"))))
                .toList();
    }

    void deliver(String body, String... more) {
        List<String> headers = new ArrayList<>(List.of(
                "X-BFL-Signature",
                "sha256=" + TestGateway.hmac(PlainHost.SECRET, body.getBytes(StandardCharsets.UTF_8))));
        headers.addAll(List.of(more));
        assertThat(host.post("/webhooks/bfl", body, headers.toArray(String[]::new))
                        .statusCode())
                .isEqualTo(200);
    }

    @Override
    public void close() throws Exception {
        host.close();
        provider.close();
    }
}
