package dev.mediahook.program;

import dev.mediahook.config.SettingsFault;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Traces of what the program does, if the standard variables {@code OTEL_…} say where they go; else no class of
 * OpenTelemetry is loaded, and Camel's routes are built without it.
 */
final class Traces {

    private static final String OFF = "otel.sdk.disabled";
    private static final String EXPORTER = "otel.traces.exporter";
    private static final List<String> WHERE =
            List.of("otel.exporter.otlp.endpoint", "otel.exporter.otlp.traces.endpoint");

    /** Metrics are Prometheus' here, and the log is the program's own. */
    private static final Map<String, String> DEFAULTS =
            Map.of("otel.service.name", "mediahook", "otel.metrics.exporter", "none", "otel.logs.exporter", "none");

    private Traces() {}

    /**
     * Has a context's routes traced, if somebody asked for it. To be called before it has routes.
     *
     * @return what to do once the context has stopped, so that no span is lost
     * @throws SettingsFault if OpenTelemetry can't use what it is given
     */
    static Runnable of(CamelContext context) {
        return wanted(Traces::given) ? begin(context) : () -> {};
    }

    /**
     * Whether an exporter is named, or where the usual one sends to.
     *
     * @param given the value of a property by its name, or null
     */
    static boolean wanted(UnaryOperator<@Nullable String> given) {
        String off = given.apply(OFF);
        if (off != null && off.strip().equalsIgnoreCase("true")) {
            return false;
        }
        String exporter = given.apply(EXPORTER);
        if (exporter != null && !exporter.isBlank()) {
            return !exporter.strip().equalsIgnoreCase("none");
        }
        return WHERE.stream().map(given).anyMatch(value -> value != null && !value.isBlank());
    }

    /** As OpenTelemetry reads it: with {@code -D}, or by the variable of the same name. */
    private static @Nullable String given(@Nullable String name) {
        String property = String.valueOf(name);
        return Optional.ofNullable(System.getProperty(property))
                .orElseGet(() -> System.getenv(property.toUpperCase(Locale.ROOT).replace('.', '_')));
    }

    private static Runnable begin(CamelContext context) {
        // An exporter tells its troubles to java.util.logging.
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

    /** Headers hold tokens. */
    private static String withoutValues(ConfigurationException fault) {
        return Stream.of(String.valueOf(fault.getMessage()).split("[=\\r\\n]", 2))
                .findFirst()
                .orElse("");
    }
}
