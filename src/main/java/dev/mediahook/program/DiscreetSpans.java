package dev.mediahook.program;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Exports spans without data that may be secret or come from outside: the queries of URIs; the paths of HTTP targets,
 * which some receivers use as their token; and the messages of failures, which repeat either.
 */
final class DiscreetSpans implements SpanExporter {

    private static final Set<String> URIS = Set.of("camel.uri", "http.url", "url.full");
    private static final Set<String> DROPPED = Set.of("url.query", "server.address", "user.name", "user.id");
    private static final String PATH = "url.path";
    private static final AttributeKey<String> SCHEME = AttributeKey.stringKey("url.scheme");
    private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("message");

    private final SpanExporter exporter;

    DiscreetSpans(SpanExporter exporter) {
        this.exporter = exporter;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        return exporter.export(
                spans.stream().map(Discreet::new).map(SpanData.class::cast).toList());
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }

    private static final class Discreet extends DelegatingSpanData {

        private final Attributes attributes;
        private final List<EventData> events;

        Discreet(SpanData span) {
            super(span);
            this.attributes = attributes(span.getAttributes());
            this.events = span.getEvents().stream().map(Discreet::event).toList();
        }

        @Override
        public Attributes getAttributes() {
            return attributes;
        }

        @Override
        public int getTotalAttributeCount() {
            return attributes.size();
        }

        @Override
        public List<EventData> getEvents() {
            return events;
        }

        private static Attributes attributes(Attributes all) {
            String scheme = String.valueOf(all.get(SCHEME));
            boolean http = scheme.equals("http") || scheme.equals("https");
            var kept = Attributes.builder();
            all.forEach((key, value) -> {
                String name = key.getKey();
                if (URIS.contains(name)) {
                    kept.put(name, uri(String.valueOf(value)));
                } else if (!DROPPED.contains(name) && !(http && name.equals(PATH))) {
                    kept.put(string(key), String.valueOf(value));
                }
            });
            return kept.build();
        }

        /** Camel's attributes are texts. */
        private static AttributeKey<String> string(AttributeKey<?> key) {
            return AttributeKey.stringKey(key.getKey());
        }

        /** For an HTTP address, scheme and host; for any other URI, the part before its options. */
        private static String uri(String given) {
            String bare = given.replaceFirst("\\?(?s:.*)", "");
            return bare.replaceFirst("^(https?)(:/*)(?:[^/@]*@)?([^/]*)(?s:.*)", "$1$2$3");
        }

        private static EventData event(EventData event) {
            Attributes kept = event.getAttributes().toBuilder().remove(MESSAGE).build();
            return EventData.create(event.getEpochNanos(), event.getName(), kept, kept.size());
        }
    }
}
