package dev.mediahook.program;

import dev.mediahook.Mediahook;
import dev.mediahook.config.KnownProperties;
import dev.mediahook.config.Settings;
import dev.mediahook.config.SettingsFault;
import dev.mediahook.config.SettingsReader;
import dev.mediahook.fetch.Cidr;
import dev.mediahook.notify.NotificationSigner;
import dev.mediahook.notify.Target;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.PropertiesComponent;

/** Finds all faults of the configuration before anything starts, so that the user is told all of them at once. */
final class StartCheck {

    private static final String STORE = "mediahook.media.store";
    private static final String TARGETS = "mediahook.notify.to";
    /** If the value is no number, Camel uses its own default. */
    private static final String SHUTDOWN = "camel.main.shutdownTimeout";

    private static final String TYPES = "mediahook.media.content-types";
    private static final String REPOSITORY = "mediahook.idempotent-repository";
    private static final Set<String> BUILT_IN = Set.of("inbox", "caffeine");
    private static final String RELAY = "mediahook.webhook.relay";

    private final CamelContext context;
    private final PropertiesComponent properties;
    private final SettingsReader reader;
    private final Set<String> names;
    private final Set<String> senders;
    private final List<String> faults = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    private final InstantSource clock;

    /**
     * @param names the names of all properties that a file or -D gives, and of all environment variables
     * @param clock this machine's clock
     */
    private StartCheck(CamelContext context, Set<String> names, InstantSource clock) {
        this.context = context;
        this.clock = clock;
        this.properties = context.getPropertiesComponent();
        this.reader = new SettingsReader(properties::resolveProperty);
        this.names = names;
        this.senders = KnownProperties.senders(names);
    }

    /** A check of everything that the file, -D and the environment give. */
    static StartCheck of(CamelContext context, InstantSource clock) {
        Set<String> names = new TreeSet<>(System.getProperties().stringPropertyNames());
        names.addAll(context.getPropertiesComponent().loadProperties().stringPropertyNames());
        names.addAll(System.getenv().keySet());
        return new StartCheck(context, names, clock);
    }

    /**
     * The settings, if all of them can be used.
     *
     * @throws SettingsFault naming every faulty property
     */
    Settings settings() {
        if (properties instanceof GivenPropertiesComponent given) {
            faults.addAll(given.faults());
        }
        lostCharacters();
        if (clock.instant().isBefore(Instant.EPOCH)) {
            faults.add("this machine's clock says " + clock.instant() + ": set it");
        }
        Settings settings = null;
        List<String> places = Folders.faults(reader);
        faults.addAll(places);
        try {
            settings = places.isEmpty() ? Settings.read(properties::resolveProperty, senders) : null;
        } catch (SettingsFault fault) {
            faults.addAll(fault.faults());
        }
        LogSettings.faults(reader).forEach(faults::add);
        reader.list("mediahook.media.allow-addresses")
                .forEach(block -> refused("mediahook.media.allow-addresses", () -> Cidr.of(block)));
        reader.list("mediahook.notify.allow-addresses")
                .forEach(block -> refused("mediahook.notify.allow-addresses", () -> Cidr.of(block)));
        reader.text("mediahook.notify.secret").ifPresent(secret -> {
            if (!NotificationSigner.takes(secret)) {
                faults.add("mediahook.notify.secret: is not whsec_ and base64 after it");
            }
        });
        reader.text(SHUTDOWN)
                .filter(seconds -> !seconds.matches("[1-9][0-9]{0,5}"))
                .ifPresent(seconds -> faults.add(SHUTDOWN + ": \"" + seconds + "\" is not a whole number of seconds"));
        reader.list(TYPES).stream()
                .filter(type -> !type.matches("[^\\s/]+/[^\\s/]+"))
                .forEach(type ->
                        faults.add(TYPES + ": \"" + type + "\" is no content type such as image/* or video/mp4"));
        reader.text(STORE).ifPresent(store -> componentOf(STORE, store));
        reader.text(RELAY).ifPresent(relay -> componentOf(RELAY, relay));
        targets().forEach(name -> reader.list(name).forEach(target -> componentOf(name, target)));
        faults.addAll(SenderSettings.faults(reader, senders));
        if (settings == null || !faults.isEmpty()) {
            throw new SettingsFault(faults);
        }
        return settings;
    }

    /**
     * Checks that everything exists that the properties refer to inside this program. Has to be called once all routes
     * exist.
     *
     * @param installed has found the senders
     * @throws SettingsFault naming every property whose target does not exist
     */
    void served(Mediahook installed) {
        reader.text(REPOSITORY)
                .filter(name -> !BUILT_IN.contains(name))
                .filter(name -> context.getRegistry().lookupByName(name) == null)
                .ifPresent(name -> faults.add(REPOSITORY + ": there is no repository " + name + " in the registry"));
        reader.text(STORE).ifPresent(store -> served(STORE, store));
        reader.text(RELAY).ifPresent(relay -> served(RELAY, relay));
        targets().forEach(name -> reader.list(name).forEach(target -> served(name, target)));
        faults.addAll(TargetFilters.faults(reader, names, installed));
        if (!faults.isEmpty()) {
            throw new SettingsFault(faults);
        }
    }

    /** The properties that name targets. */
    private Set<String> targets() {
        Set<String> targets = new TreeSet<>(Target.properties(names));
        targets.add(TARGETS);
        return targets;
    }

    /** Reports settings that can be used but will surprise the user; never shows a value. */
    void remarks(Consumer<String> remark) {
        if (properties instanceof GivenPropertiesComponent given) {
            given.remarks().forEach(remark);
        }
        remarks.forEach(remark);
        Set<String> resolved = targets();
        resolved.add(STORE);
        given().forEach((name, value) -> {
            if (name.matches("mediahook\\..*(webhook-secret|webhook-token|api\\.(read-)?token|server-key)")
                    && SettingsReader.commaSeparated(value).stream().anyMatch(one -> one.length() < 16)) {
                remark.accept(name + " has a value of fewer than 16 characters, which can be guessed;"
                        + " a comma separates two values");
            }
            if (value.matches("(?s).*\\{\\{[^{}]+}}.*") && !resolved.contains(name)) {
                remark.accept(name + " holds {{…}}, which is taken as written and resolved by nothing");
            }
        });
    }

    private void componentOf(String name, String uri) {
        String address = context.resolvePropertyPlaceholders(uri);
        String scheme = scheme(address);
        if (scheme.isEmpty()) {
            faults.add(name + ": is no endpoint URI such as file:folder or https://host/path");
            return;
        }
        Component component = context.getComponent(scheme, true, false);
        if (component == null) {
            faults.add(name + ": there is no component \"" + scheme + "\" here; put camel-" + scheme
                    + " and what it needs on the class path");
            return;
        }
        EndpointOptions options = EndpointOptions.of(context, component, scheme, address);
        options.misspelt().forEach(one -> faults.add(name + ": " + one));
        options.doubtful().forEach(one -> remarks.add(name + ": " + one));
    }

    private void served(String name, String uri) {
        String address = withoutQuery(context.resolvePropertyPlaceholders(uri));
        String scheme = scheme(address);
        if (!scheme.equals("direct") && !scheme.equals("seda")) {
            return;
        }
        String path = address.substring(scheme.length() + 1).replaceFirst("^//", "");
        boolean served = context.getRoutes().stream()
                .map(route -> withoutQuery(route.getEndpoint().getEndpointUri()))
                .anyMatch(endpoint -> endpoint.equals(scheme + "://" + path));
        if (!served) {
            faults.add(name + ": no route serves " + scheme + ":" + path);
        }
    }

    /** Java decodes -D and the environment by the locale, and replaces characters that the locale does not have. */
    private void lostCharacters() {
        given().forEach((name, value) -> {
            if (value.indexOf('\ufffd') >= 0) {
                faults.add(name + ": has characters that were lost, since Java reads -D and the environment as "
                        + System.getProperty(
                                "sun.jnu.encoding", Charset.defaultCharset().name())
                        + "; start it with LC_ALL=C.UTF-8, or write the value to application.properties");
            }
        });
    }

    /** Every value of our properties, wherever it was given. */
    private Map<String, String> given() {
        Map<String, String> given = new TreeMap<>();
        Set<String> all = new TreeSet<>(names);
        all.addAll(KnownProperties.all(senders));
        for (String name : all) {
            Optional<String> value = name.startsWith("mediahook.") ? reader.text(name) : Optional.empty();
            value.ifPresent(text -> given.put(name, text));
        }
        return given;
    }

    private void refused(String name, Runnable reading) {
        try {
            reading.run();
        } catch (IllegalArgumentException unreadable) {
            faults.add(name + ": " + unreadable.getMessage());
        }
    }

    private static String scheme(String uri) {
        int end = uri.indexOf(':');
        return end < 0 ? "" : uri.substring(0, end);
    }

    private static String withoutQuery(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }
}
