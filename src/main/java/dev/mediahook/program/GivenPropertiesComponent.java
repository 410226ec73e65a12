package dev.mediahook.program;

import dev.mediahook.config.KnownProperties;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Ordered;
import org.apache.camel.component.properties.DefaultPropertiesLookup;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.component.properties.PropertiesLookup;
import org.apache.camel.spi.LoadablePropertiesSource;
import org.apache.camel.support.LRUCacheFactory;
import org.apache.camel.util.IOHelper;
import org.jspecify.annotations.Nullable;

/**
 * Camel's properties, except that a {@code mediahook.…} value is taken exactly as given: in the file, with {@code -D}
 * or in the environment. Camel's own component would resolve braces inside a secret as placeholders and drop a
 * backslash near its end.
 */
public final class GivenPropertiesComponent extends PropertiesComponent {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(mediahook\\.[a-z0-9.-]+)(?::[^{}]*)?}}");

    /** How Camel marks a property that may be missing. */
    private static final String OPTIONAL = "?" + KnownProperties.PREFIX;

    /** Replaces a value while Camel resolves the text around it; made of noncharacters, which no text holds. */
    private static final String HELD = "\uFDD0%d\uFDD1";

    private final PropertiesLookup sources = new DefaultPropertiesLookup(this);
    private final WrittenProperties written;

    /**
     * By property; a process keeps the environment with which it began. Bounded, since a caller may name a sender that
     * does not exist.
     */
    private final Map<String, Optional<String>> environment = LRUCacheFactory.newLRUCache(1_000);

    /**
     * @param file read as UTF-8; need not exist
     */
    public GivenPropertiesComponent(Path file) {
        this.written = WrittenProperties.read(file);
        setEncoding(StandardCharsets.UTF_8.name());
        addPropertiesSource(new FileSource(file.getFileName().toString(), written));
    }

    /** What the file says that can't be taken as written. */
    public List<String> faults() {
        return written.faults();
    }

    /** What the file says that may have been meant otherwise; without any value. */
    public List<String> remarks() {
        return written.remarks();
    }

    @Override
    public Optional<String> resolveProperty(String key) {
        return isOurs(key) ? Optional.ofNullable(given(key)) : super.resolveProperty(key);
    }

    @Override
    protected @Nullable String parseUri(String uri, PropertiesLookup lookup, boolean keepUnresolvedOptional) {
        if (uri.startsWith(OPTIONAL)) {
            return given(uri.substring(1));
        }
        Matcher placeholder = PLACEHOLDER.matcher(uri);
        List<String> values = new ArrayList<>();
        StringBuilder rest = new StringBuilder();
        while (placeholder.find()) {
            String value = given(placeholder.group(1));
            String held = value == null ? placeholder.group() : HELD.formatted(values.size());
            if (value != null) {
                values.add(value);
            }
            placeholder.appendReplacement(rest, Matcher.quoteReplacement(held));
        }
        placeholder.appendTail(rest);
        if (values.isEmpty()) {
            return super.parseUri(uri, lookup, keepUnresolvedOptional);
        }
        String text = rest.toString();
        String resolved = text.contains("{{") ? super.parseUri(text, lookup, keepUnresolvedOptional) : text;
        for (int i = 0; i < values.size(); i++) {
            resolved = resolved.replace(HELD.formatted(i), values.get(i));
        }
        return resolved;
    }

    private static boolean isOurs(String key) {
        return key.startsWith(KnownProperties.PREFIX);
    }

    /**
     * Prefers what one of our commands sets for its own program; then follows Camel's order: the environment, -D,
     * files.
     */
    private @Nullable String given(String name) {
        Properties overrides = getOverrideProperties();
        if (overrides != null && overrides.getProperty(name) != null) {
            return overrides.getProperty(name);
        }
        Optional<String> variable = environment.computeIfAbsent(
                name, unknown -> Optional.ofNullable(IOHelper.lookupEnvironmentVariable(unknown)));
        if (variable.isPresent()) {
            return variable.get();
        }
        String system = System.getProperties().getProperty(name);
        return system != null ? system : sources.lookup(name, null);
    }

    /** Comes before the files of the class path. */
    private record FileSource(String file, WrittenProperties written) implements LoadablePropertiesSource, Ordered {

        @Override
        public String getName() {
            return file;
        }

        @Override
        public @Nullable String getProperty(String name) {
            return written.values().get(name);
        }

        @Override
        public Properties loadProperties() {
            return loadProperties(name -> true);
        }

        @Override
        public Properties loadProperties(Predicate<String> filter) {
            Properties properties = new Properties();
            written.values().forEach((name, value) -> {
                if (filter.test(name)) {
                    properties.setProperty(name, value);
                }
            });
            return properties;
        }

        @Override
        public void reloadProperties(String location) {
            // A running program keeps what it started with.
        }

        @Override
        public int getOrder() {
            return 50;
        }
    }
}
