package dev.mediahook.program;

import dev.mediahook.cli.GatewayStart;
import dev.mediahook.cli.MediahookCommand;
import dev.mediahook.config.SettingsFault;
import dev.mediahook.database.StoreUnavailable;
import dev.mediahook.log.EventLog;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.PropertyBindingException;
import org.slf4j.Logger;

/**
 * The stand-alone program: {@code java -jar mediahook.jar} runs the gateway; with a further word, it runs that command.
 */
public final class Main {

    private static final int FAULTY = 2;
    /** Camel's words for a placeholder that it can't resolve. */
    private static final Pattern UNRESOLVED = Pattern.compile("Property with key \\[([^\\]]+)]");

    private static final String LOG_LEVEL_OF_ENVIRONMENT = "MEDIAHOOK_LOG_LEVEL";

    private Main() {}

    public static void main(String[] args) throws Exception {
        if (args.length > 0) {
            keepTheLogToErrors();
        }
        System.exit(
                args.length == 0
                        ? run()
                        : MediahookCommand.line(Main::start, Main::property, ShippedRoutes::texts, Clock.systemUTC())
                                .addSubcommand(new CheckCommand(Clock.systemUTC()))
                                .execute(args));
    }

    /**
     * A command prints its own output, so its log is kept to errors, unless the user asks for it. Has to be called
     * before the first class has its logger.
     */
    private static void keepTheLogToErrors() {
        if (System.getProperty(LogSettings.LEVEL) == null && System.getenv(LOG_LEVEL_OF_ENVIRONMENT) == null) {
            System.setProperty(LogSettings.LEVEL, "error");
        }
    }

    /** A user who configures the program needs to read what to change, and no stack trace. */
    private static int run() throws Exception {
        LogSettings.settle(Path.of("application.properties"));
        try {
            Gateway gateway = new Gateway(Map.of());
            new SlowStart(
                            Thread.currentThread(),
                            () -> gateway.main().isStarted() || gateway.main().isStopping())
                    .watch();
            return gateway.main().run(new String[0]);
        } catch (Exception failure) {
            Optional<SettingsFault> fault = fault(failure);
            if (fault.isEmpty()) {
                throw failure;
            }
            if (LogSettings.isJson()) {
                Logger log = EventLog.of(Main.class);
                fault.get().faults().forEach(one -> log.error("the configuration has a fault: {}", one));
            } else {
                System.err.println(fault.get().getMessage());
            }
            return FAULTY;
        }
    }

    /** What the user has to mend before the program can start; empty if nobody foresaw the failure. */
    static Optional<SettingsFault> fault(Throwable failure) {
        return settingsFault(failure)
                .or(() -> camelsOwn(failure))
                .or(() -> placeholder(failure))
                .or(() -> database(failure));
    }

    /** What is wrong with the configuration, if that is why the program could not start. */
    static Optional<SettingsFault> settingsFault(Throwable failure) {
        return behind(failure, SettingsFault.class);
    }

    /** The same for a property of Camel's; without the value, which may be a secret. */
    private static Optional<SettingsFault> camelsOwn(Throwable failure) {
        return behind(failure, PropertyBindingException.class).map(fault -> {
            String prefix = fault.getOptionPrefix() == null ? "" : fault.getOptionPrefix() + ".";
            String name = fault.getOptionKey() == null ? fault.getPropertyName() : fault.getOptionKey();
            String property = prefix.replaceFirst("\\.\\.$", ".") + name;
            return new SettingsFault(List.of(property
                    + (fault.getCause() == null
                            ? ": Camel knows no such property"
                            : ": Camel can't use the value that is given")));
        });
    }

    /** The same for a placeholder; without the text around it, which may hold a secret. */
    private static Optional<SettingsFault> placeholder(Throwable failure) {
        return behind(failure, IllegalArgumentException.class)
                .map(fault -> UNRESOLVED.matcher(String.valueOf(fault.getMessage())))
                .filter(Matcher::lookingAt)
                .map(unresolved -> new SettingsFault(List.of("a value holds {{" + unresolved.group(1)
                        + "}}, which nothing gives: set it, or write {{" + unresolved.group(1) + ":default}}")));
    }

    /** The same for a database that could be opened, and then not be read or written: one of its pages is damaged. */
    private static Optional<SettingsFault> database(Throwable failure) {
        return behind(failure, StoreUnavailable.class)
                .map(fault -> new SettingsFault(List.of(
                        property("mediahook.database.url").isPresent()
                                ? "mediahook.database.url can't be used: " + fault.getMessage()
                                        + ": look at the server's log"
                                : "mediahook.data-dir: its mediahook.db can't be used: " + fault.getMessage()
                                        + ": free or make writable its disk; if the file is damaged, put a copy back or move"
                                        + " it away")));
    }

    private static <T> Optional<T> behind(Throwable failure, Class<T> type) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    /** A gateway in this process, for the demo. */
    private static GatewayStart.Started start(Map<String, String> properties) {
        Gateway gateway = new Gateway(properties);
        gateway.main().start();
        URI url = URI.create("http://localhost:" + properties.getOrDefault("camel.server.port", "8080"));
        return new GatewayStart.Started() {
            @Override
            public URI url() {
                return url;
            }

            @Override
            public void close() {
                gateway.main().stop();
            }
        };
    }

    /** A property's value as the gateway would find it. */
    private static Optional<String> property(String name) {
        try (OwnSettings own = new OwnSettings()) {
            return Optional.of(own.value(name)).filter(value -> !value.isEmpty());
        }
    }
}
