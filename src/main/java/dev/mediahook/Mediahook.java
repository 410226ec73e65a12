package dev.mediahook;

import dev.mediahook.config.KnownProperties;
import dev.mediahook.config.Settings;
import dev.mediahook.config.SettingsFault;
import dev.mediahook.sender.Sender;
import dev.mediahook.sender.Senders;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.apache.camel.support.LifecycleStrategySupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mediahook in a Camel context: takes the webhooks of generative-media APIs, keeps them, fetches and stores what they
 * announce. It starts and stops with the context, and everything that it brings into it is named {@code mediahook…}.
 *
 * <pre>{@code
 * Mediahook.in(camelContext).dataSource(dataSource).senders("acme").install();
 * }</pre>
 */
public final class Mediahook implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Mediahook.class);

    private final CamelContext context;
    private final Senders senders = new Senders();
    private final RouteFiles files;
    private final ExecutorService workers;
    private final ScheduledExecutorService timer;
    private final Wiring wiring;
    private final boolean strict;
    private boolean closed;

    private Mediahook(Installation installation) throws Exception {
        this.context = installation.context();
        this.files = RouteFiles.of(context, installation::wants, installation.routes());
        Settings settings = Settings.read(
                context.getPropertiesComponent()::resolveProperty, KnownProperties.senders(propertyNames()));
        this.strict = settings.strict();
        this.workers = context.getExecutorServiceManager().newCachedThreadPool(this, "mediahook-worker");
        this.timer = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "mediahook-timer");
        this.wiring = new Wiring(
                settings,
                installation.dataSource(),
                installation.meters(),
                installation.random(),
                installation.clock(),
                workers,
                timer);
    }

    /**
     * Begins to install it.
     *
     * @param context any, before it starts; its own properties are the settings
     */
    public static Installation in(CamelContext context) {
        return new Installation(context);
    }

    /** Opens what is needed and hooks it up with the context. */
    static Mediahook install(Installation installation) {
        Mediahook mediahook = null;
        try {
            mediahook = new Mediahook(installation);
            mediahook.bind();
            return mediahook;
        } catch (RuntimeException fault) {
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
        wiring.bind(context, senders);
        context.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopped(CamelContext stopped) {
                close();
            }
        });
        context.addStartupListener(new StartupListener() {
            @Override
            public void onCamelContextStarted(CamelContext starting, boolean alreadyStarted) {
                // Only when it runs does Camel tell of one route's fault without ending the others.
            }

            @Override
            public void onCamelContextFullyStarted(CamelContext started, boolean alreadyStarted) {
                start();
            }
        });
    }

    private void start() {
        files.load(senders);
        if (strict && !senders.broken().isEmpty()) {
            throw new SettingsFault(List.copyOf(senders.broken().values()));
        }
        wiring.start();
        KnownProperties.unknown(propertyNames(), files.texts())
                .forEach(name -> LOG.warn("property={} is unknown and has no effect", name));
        senders.all().forEach(sender -> LOG.info("{}", sender.line()));
    }

    private Set<String> propertyNames() {
        Set<String> names = new TreeSet<>(System.getProperties().stringPropertyNames());
        names.addAll(context.getPropertiesComponent().loadProperties().stringPropertyNames());
        return names;
    }

    /** The senders that routes of this context take webhooks of, by name; those of its route files once it has started. */
    public List<Sender> senders() {
        return senders.all();
    }

    /** What is wrong with the route files that can't be used, by the names of their senders; empty if all can. */
    public Map<String, String> broken() {
        return senders.broken();
    }

    /** Lets everything go; a context that stops does it. */
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
        context.getExecutorServiceManager().shutdownNow(timer);
        context.getExecutorServiceManager().shutdown(workers);
    }
}
