package dev.mediahook.program;

import dev.mediahook.Mediahook;
import dev.mediahook.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The whole program as a user has configured it, but with an empty database of its own, out of anybody's reach, and
 * without the routes that would fetch something from elsewhere. Checks inspect it while it runs.
 */
final class Rehearsal implements AutoCloseable {

    private static final Pattern STARTS = Pattern.compile("(mediahook|direct|seda|platform-http):.*", Pattern.DOTALL);

    /** Free ports, whatever is configured, since the gateway itself may be running. */
    private static final Map<String, String> SERVERS = Map.of(
            "camel.server.host", "127.0.0.1",
            "camel.server.port", "0",
            "camel.management.host", "127.0.0.1",
            "camel.management.port", "0");

    private final Path folder;
    private final List<String> moreFiles;
    private @Nullable Gateway gateway;
    private @Nullable CamelContext context;
    private @Nullable Mediahook mediahook;
    private @Nullable StartCheck check;

    private Rehearsal(Path folder, List<String> moreFiles) {
        this.folder = folder;
        this.moreFiles = moreFiles;
    }

    /**
     * Starts a rehearsal.
     *
     * @param settings the program's own settings
     * @param moreFiles route files besides those of the folder {@code routes}
     */
    static Rehearsal start(Settings settings, List<Path> moreFiles) {
        Rehearsal rehearsal = new Rehearsal(
                temporary(), moreFiles.stream().map(file -> "file:" + file).toList());
        try {
            // Camel reads these before it knows the properties that override them.
            SERVERS.forEach(System::setProperty);
            Gateway gateway = new Gateway(rehearsal.overrides(settings), rehearsal);
            rehearsal.gateway = gateway;
            gateway.main().start();
            return rehearsal;
        } catch (RuntimeException failure) {
            rehearsal.close();
            throw failure;
        }
    }

    private Map<String, String> overrides(Settings settings) {
        Map<String, String> overrides = new HashMap<>(SERVERS);
        overrides.put("mediahook.data-dir", folder.toString());
        overrides.put("mediahook.database.url", "");
        overrides.put("mediahook.database.schema", "");
        overrides.put("mediahook.media.store", settings.media().store());
        overrides.put("mediahook.public-url", "");
        overrides.put("mediahook.strict", "false");
        overrides.put("camel.main.shutdownTimeout", "5");
        return overrides;
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("mediahook-check");
        } catch (IOException failure) {
            throw new UncheckedIOException("the system's temporary folder can't be written to", failure);
        }
    }

    /** Returns all route files. From now on, no added route begins to fetch from elsewhere. */
    String[] prepare(CamelContext starting, String[] files) {
        starting.getCamelContextExtension()
                .getContextPlugin(Model.class)
                .addModelLifecycleStrategy(new ModelLifecycleStrategySupport() {
                    @Override
                    public void onAddRouteDefinition(RouteDefinition route) {
                        if (!STARTS.matcher(RouteCalls.from(route)).matches()) {
                            route.setAutoStartup("false");
                        }
                    }
                });
        return Stream.concat(Stream.of(files), moreFiles.stream()).toArray(String[]::new);
    }

    /** Called once everything runs. */
    void ready(CamelContext running, Mediahook installed, StartCheck looked) {
        context = running;
        mediahook = installed;
        check = looked;
    }

    CamelContext context() {
        return Objects.requireNonNull(context, "it runs");
    }

    Mediahook mediahook() {
        return Objects.requireNonNull(mediahook, "it runs");
    }

    StartCheck startCheck() {
        return Objects.requireNonNull(check, "it runs");
    }

    @Override
    public void close() {
        if (gateway != null) {
            gateway.main().stop();
        }
        try (Stream<Path> left = Files.walk(folder)) {
            left.sorted(Comparator.reverseOrder()).forEach(Rehearsal::delete);
        } catch (IOException unlikely) {
            throw new UncheckedIOException(unlikely);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException unlikely) {
            throw new UncheckedIOException(unlikely);
        }
    }
}
