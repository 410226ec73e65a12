package dev.mediahook;

import dev.mediahook.config.KnownProperties;
import dev.mediahook.config.Settings;
import dev.mediahook.config.SettingsFault;
import dev.mediahook.config.SettingsReader;
import dev.mediahook.config.UnknownProperty;
import dev.mediahook.log.EventLog;
import dev.mediahook.sender.Sender;
import dev.mediahook.sender.Senders;
import dev.mediahook.submit.SenderApiProcessor;
import dev.mediahook.view.ViewDataFormat;
import dev.mediahook.work.Errand;
import dev.mediahook.work.Heartbeats;
import dev.mediahook.work.Loops;
import dev.mediahook.work.WorkThreads;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Mediahook in a Camel context. Receives the webhooks of generative-media APIs, keeps them, fetches and stores the
 * media they announce. Starts and stops with the context; everything it adds there is named {@code mediahook…}.
 *
 * <pre>{@code
 * Mediahook.in(camelContext).dataSource(dataSource).senders("acme").install();
 * }</pre>
 */
public final class Mediahook implements AutoCloseable {

    private static final Logger LOG = EventLog.of(Mediahook.class);

    private final Installation installation;
    private final CamelContext context;
    private final Senders senders = new Senders();
    private final RouteFiles files;
    private final WorkThreads threads;
    private final Wiring wiring;
    private final boolean strict;
    private final boolean reload;
    private final boolean buildsAll;
    private boolean closed;

    /** How long one turn of a loop may take: longer than all its database calls can take together. */
    private static final Duration STUCK_AFTER = Duration.ofMinutes(1);

    private static final Duration LOOK_AT_FILES = Duration.ofSeconds(1);

    private Mediahook(Installation installation) throws Exception {
        this.installation = installation;
        this.context = installation.context();
        this.files = RouteFiles.of(context, installation::wants, installation.routes());
        Set<String> named = KnownProperties.senders(givenNames());
        // The environment may set properties of these senders, and can't be listed here.
        named.addAll(files.first().keySet());
        Settings settings = Settings.read(installation::property, named);
        this.strict = settings.strict();
        this.reload = settings.reload();
        this.buildsAll = installation.buildsAll();
        this.threads = WorkThreads.of(
                settings.threads(),
                new Loops(new Heartbeats(STUCK_AFTER), installation.ending()),
                new ContextPools(context));
        this.wiring = new Wiring(
                settings,
                installation.dataSource(),
                installation.meters(),
                installation.random(),
                installation.clock(),
                threads,
                new ViewDataFormat(context));
    }

    /**
     * Starts the installation.
     *
     * @param context any that has not started; its own properties are the settings
     */
    public static Installation in(CamelContext context) {
        return new Installation(context);
    }

    /** Opens what is needed and connects it to the context. */
    static Mediahook install(Installation installation) {
        Mediahook mediahook = null;
        try {
            mediahook = new Mediahook(installation);
            mediahook.bind();
            return mediahook;
        } catch (RuntimeException | Error fault) {
            close(mediahook);
            throw fault;
        } catch (Exception fault) {
            close(mediahook);
            throw new IllegalStateException("Mediahook can't be installed: " + fault.getMessage(), fault);
        }
    }

    private static void close(@Nullable Mediahook half) {
        if (half != null) {
            half.close();
        }
    }

    private void bind() throws Exception {
        context.getRegistry().bind("mediahook", this);
        wiring.bind(context, senders, givenNames());
        Life life = new Life(this::start, this::close);
        context.addLifecycleStrategy(life);
        context.addStartupListener(life);
    }

    private void start() {
        Set<String> kept = wiring.keptSenders();
        files.load(senders, (name, text) -> off(name, text, kept));
        if (reload) {
            RouteReload reloading = new RouteReload(files, senders);
            Runnable look = () -> {
                if (!RouteDefinitions.areStarting(context)) {
                    reloading.look();
                }
            };
            Errand looking = new Errand("routes", look, threads.calls());
            threads.schedule().every("routes", LOOK_AT_FILES, LOOK_AT_FILES, looking::run);
        }
        if (strict) {
            files.loadTheOthers(senders);
        }
        if (strict && !senders.broken().isEmpty()) {
            throw new SettingsFault(List.copyOf(senders.broken().values()));
        }
        wiring.start();
        unknownProperties().forEach(remark -> LOG.warn("property {}", remark));
        senders.all().forEach(sender -> LOG.info("{}", sender.line()));
        loadTheOthersSoon();
    }

    private void loadTheOthersSoon() {
        Runnable load = () -> {
            if (RouteDefinitions.areStarting(context)) {
                loadTheOthersSoon();
            } else {
                files.loadTheOthers(senders);
            }
        };
        threads.schedule().once("routes", LOOK_AT_FILES, new Errand("routes", load, threads.calls())::run);
    }

    /** The sender of a route file, if it is off and has no stored events that its routes might still process. */
    private Optional<Sender> off(String name, String text, Set<String> kept) {
        return buildsAll
                ? Optional.empty()
                : OffSender.of(name, text, this::isSet).filter(sender -> !kept.contains(sender.name()));
    }

    private boolean isSet(String property) {
        return new SettingsReader(installation::property).text(property).isPresent();
    }

    /** Misspelt names in files, -D and the environment, with suggestions, and useless API keys; never a value. */
    public List<String> unknownProperties() {
        Set<String> known = senders.all().stream().map(Sender::name).collect(Collectors.toCollection(TreeSet::new));
        // Their properties will be used once the file is corrected.
        known.addAll(senders.broken().keySet());
        Set<UnknownProperty> misspelt = KnownProperties.unknown(
                givenProperties(), installation.alsoGiven(), files.texts(), known, known::contains);
        return Stream.concat(misspelt.stream().map(UnknownProperty::remark), keysOfNoUse())
                .toList();
    }

    /** API keys that no API uses. Without an API, an unsigned success is believed, whatever the owner may expect. */
    private Stream<String> keysOfNoUse() {
        Set<String> asked = context.getRegistry().findByType(SenderApiProcessor.class).stream()
                .map(SenderApiProcessor::sender)
                .collect(Collectors.toSet());
        return senders.all().stream()
                .filter(sender -> !asked.contains(sender.name()))
                .filter(sender -> !senders.broken().containsKey(sender.name()))
                .map(sender -> "mediahook." + sender.name() + ".api-key")
                .filter(this::isSet)
                .filter(key -> senders.all().stream()
                        .noneMatch(sender -> sender.switches().contains(key)))
                .map(key -> key + " has no effect: the sender's file names no API, so that nothing is submitted,"
                        + " polled or confirmed");
    }

    private Set<String> givenNames() {
        Set<String> names = new TreeSet<>(installation.alsoGiven());
        names.addAll(givenProperties());
        return names;
    }

    private Set<String> givenProperties() {
        Set<String> names = new TreeSet<>(System.getProperties().stringPropertyNames());
        names.addAll(context.getPropertiesComponent().loadProperties().stringPropertyNames());
        return names;
    }

    /** The senders whose webhooks this context's routes take. Those of route files appear after the start. */
    public List<Sender> senders() {
        return senders.all();
    }

    /** Why route files can't be used, by sender; empty if all can. */
    public Map<String, String> broken() {
        return senders.broken();
    }

    /** Where the route files come from, as Camel names resources. */
    public List<String> routeFiles() {
        return files.locations();
    }

    /** Creates loops that liveness watches. A fatal failure in one runs the action of {@link Installation#onFatal}. */
    Loops loops() {
        return threads.loops();
    }

    /** Why it is not ready; empty if it is. */
    public Optional<String> notReady() {
        return wiring.notReady();
    }

    /** Releases everything. The context calls this when it stops. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            wiring.close();
        } catch (IOException failure) {
            LOG.warn("closing failed error={}", failure.toString());
        }
        threads.close();
    }
}
