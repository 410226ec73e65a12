package dev.mediahook;

import dev.mediahook.config.HostProperties;
import dev.mediahook.config.SenderProperties;
import dev.mediahook.config.SettingsFault;
import dev.mediahook.config.SettingsReader;
import dev.mediahook.log.EventLog;
import dev.mediahook.work.Ending;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** What Mediahook uses of its host. Everything left out has a default. */
public final class Installation {

    private static final Logger LOG = EventLog.of(Mediahook.class);

    private final CamelContext context;
    private final List<String> routes = new ArrayList<>();
    private @Nullable DataSource dataSource;
    private @Nullable Set<String> senders;
    private MeterRegistry meters = new CompositeMeterRegistry();
    private Clock clock = Clock.systemUTC();
    private boolean all;
    private boolean buildsAll;
    private Set<String> alsoGiven = Set.of();
    private Ending ending = (thread, failure) ->
            LOG.error("thread={} can't go on and stands still error={}", thread, failure.toString());

    Installation(CamelContext context) {
        this.context = context;
    }

    /**
     * The host's connection pool. Without it, {@code mediahook.database.url} is used, or else SQLite under
     * {@code mediahook.data-dir}.
     */
    public Installation dataSource(DataSource pool) {
        this.dataSource = pool;
        return this;
    }

    /**
     * Which shipped senders to use. Without this call {@code mediahook.senders} decides, or else those senders are used
     * that have a secret, a token or an API key.
     */
    public Installation senders(String... names) {
        this.senders = Set.of(names);
        return this;
    }

    /** Uses all shipped senders, even those that are off. */
    public Installation allSenders() {
        this.all = true;
        return this;
    }

    /** Builds the routes of senders that are off too, for inspection. By default their files are only checked. */
    public Installation allRoutes() {
        this.buildsAll = true;
        return this;
    }

    /**
     * Where the host's own sender files are, in addition to {@code mediahook.routes}:
     * {@code classpath:acme/*.camel.yaml}. A file with the name of a shipped file replaces it.
     */
    public Installation routes(String... patterns) {
        routes.addAll(List.of(patterns));
        return this;
    }

    /** Where to record metrics; by default nowhere. */
    public Installation meters(MeterRegistry registry) {
        this.meters = registry;
        return this;
    }

    /**
     * A clock in place of the system's. On PostgreSQL the server's time is used, and this clock is only compared with
     * it.
     */
    public Installation clock(Clock time) {
        this.clock = time;
        return this;
    }

    /** Names of environment variables. The start warns of misspelt ones. */
    public Installation alsoGiven(Collection<String> names) {
        this.alsoGiven = Set.copyOf(names);
        return this;
    }

    /**
     * What to do if a thread meets a failure after which the process can't be trusted. By default one line is logged,
     * and liveness goes down.
     */
    public Installation onFatal(BiConsumer<String, Throwable> told) {
        this.ending = told::accept;
        return this;
    }

    /**
     * Installs Mediahook. It then starts and stops with the context.
     *
     * @throws IllegalStateException if the context has already started, or something can't be used
     * @throws dev.mediahook.config.SettingsFault naming every faulty property
     */
    public Mediahook install() {
        if (!context.getStatus().isStartable() || context.isStarted()) {
            throw new IllegalStateException("install Mediahook before the context starts");
        }
        return Mediahook.install(this);
    }

    boolean wants(String sender) {
        if (senders != null) {
            return senders.contains(sender);
        }
        List<String> named = commaSeparated(HostProperties.SENDERS);
        return all || (named.isEmpty() ? isOn(sender) : named.contains(sender));
    }

    private List<String> commaSeparated(String property) {
        return property(property).map(SettingsReader::commaSeparated).orElse(List.of());
    }

    /**
     * A property as the host resolves it.
     *
     * @throws SettingsFault if it holds what nothing resolves: it is not taken for absent then
     */
    Optional<String> property(String name) {
        try {
            return Optional.ofNullable(context.getPropertiesComponent().parseUri("?" + name));
        } catch (IllegalArgumentException unresolved) {
            // Its message holds the value.
            throw new SettingsFault(
                    List.of(name + ": nothing resolves its {{…}}; if it is meant as written, write \\{{…\\}}"));
        }
    }

    private boolean isOn(String sender) {
        SenderProperties given = new SenderProperties(this::property);
        return OffSender.TURN_ON.stream().anyMatch(name -> given.has(sender, name));
    }

    boolean buildsAll() {
        return buildsAll;
    }

    CamelContext context() {
        return context;
    }

    List<String> routes() {
        return Stream.concat(commaSeparated(HostProperties.ROUTES).stream(), routes.stream())
                .toList();
    }

    Optional<DataSource> dataSource() {
        return Optional.ofNullable(dataSource);
    }

    Set<String> alsoGiven() {
        return alsoGiven;
    }

    Ending ending() {
        return ending;
    }

    MeterRegistry meters() {
        return meters;
    }

    Clock clock() {
        return clock;
    }

    RandomGenerator random() {
        return new SecureRandom();
    }
}
