package dev.mediahook.program;

import dev.mediahook.config.SettingsFault;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Exports the spans of a context's routes as the variables {@code OTEL_…} say. Nothing else in the program needs
 * OpenTelemetry.
 */
final class SpanExport {

    /** Prometheus takes the metrics, and the program writes its own log. */
    private static final Map<String, String> DEFAULTS =
            Map.of("otel.service.name", "mediahook", "otel.metrics.exporter", "none", "otel.logs.exporter", "none");

    private SpanExport() {}

    /**
     * Begins to export the spans of a context's routes.
     *
     * @return a task that ends the export
     * @throws SettingsFault if OpenTelemetry can't use what it is given
     */
    static Runnable begin(CamelContext context) {
        // Exporters report their problems to java.util.logging.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        OpenTelemetrySdk sdk = sdk();
        context.getRegistry().bind("mediahookTracer", sdk.getTracer("mediahook"));
        context.getRegistry().bind("mediahookPropagators", sdk.getPropagators());
        OpenTelemetryTracer tracer = new OpenTelemetryTracer();
        tracer.setCamelContext(context);
        tracer.init(context);
        return sdk::close;
    }

    private static OpenTelemetrySdk sdk() {
        try {
            return AutoConfiguredOpenTelemetrySdk.builder()
                    .addPropertiesSupplier(() -> DEFAULTS)
                    .addSpanExporterCustomizer((exporter, properties) -> new DiscreetSpans(exporter))
                    .disableShutdownHook()
                    .build()
                    .getOpenTelemetrySdk();
        } catch (ConfigurationException fault) {
            throw new SettingsFault(List.of("OTEL_…: " + withoutValues(fault)));
        }
    }

    /** Cuts off values, since headers hold tokens. */
    private static String withoutValues(ConfigurationException fault) {
        return Stream.of(String.valueOf(fault.getMessage()).split("[=\\r\\n]", 2))
                .findFirst()
                .orElse("");
    }
}
