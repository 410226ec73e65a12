package dev.mediahook.program;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/**
 * Traces what the program does, if the standard variables {@code OTEL_…} say where the traces go. Otherwise no class of
 * OpenTelemetry is loaded, and Camel's routes are built without it.
 */
final class Traces {

    private static final String OFF = "otel.sdk.disabled";
    private static final String EXPORTER = "otel.traces.exporter";
    private static final List<String> WHERE =
            List.of("otel.exporter.otlp.endpoint", "otel.exporter.otlp.traces.endpoint");

    private Traces() {}

    /**
     * Traces the routes of a context, if the user asked for it. Has to be called before the context has routes.
     *
     * @return a task to be run once the context has stopped, so that no span is lost
     * @throws dev.mediahook.config.SettingsFault if OpenTelemetry can't use what it is given
     */
    static Runnable of(CamelContext context) {
        return wanted(Traces::given) ? SpanExport.begin(context) : () -> {};
    }

    /**
     * Whether an exporter is named, or an address to which the usual exporter sends.
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

    /** Reads a value as OpenTelemetry does: from {@code -D}, or from the variable of the same name. */
    private static @Nullable String given(@Nullable String name) {
        String property = String.valueOf(name);
        return Optional.ofNullable(System.getProperty(property))
                .orElseGet(() -> System.getenv(property.toUpperCase(Locale.ROOT).replace('.', '_')));
    }
}
