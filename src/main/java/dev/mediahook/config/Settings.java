package dev.mediahook.config;

import dev.mediahook.work.ThreadBudget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Every {@code mediahook.…} setting that does not belong to one sender, read and checked once at the start.
 *
 * @param threads how the program's threads are divided up
 * @param strict whether a route file that can't be used ends the start
 * @param reload whether new and changed route files are loaded while the program runs
 */
public record Settings(
        Path dataDir,
        ThreadBudget threads,
        Database database,
        Server server,
        Webhook webhook,
        Dispatch dispatch,
        Media media,
        Retry retry,
        Notify notification,
        Api api,
        Duration retention,
        Duration payloadRetention,
        Duration jobRetention,
        boolean strict,
        boolean reload) {

    /** Together with the JVM's own threads at most 200, a common limit of containers. */
    private static final int MOST_THREADS = 170;

    private static final String MEDIA_LINKS = "mediahook.notify.media-links";
    private static final Duration LONGEST_LINK = Duration.ofDays(7);

    /**
     * @param url a JDBC URL, or empty for the embedded database in the data folder
     * @param schema our own schema in PostgreSQL; empty for the user's default schema
     */
    public record Database(
            String url, @Nullable String user, @Nullable String password, Optional<String> schema) {}

    /**
     * @param maxHeaderBytes the size limit for all header lines of a request
     * @param idleTimeout how long a connection may wait for its next request
     * @param connections how many may be open; capped at three fifths of the files that the system lets the process
     *     open
     * @param connectionsPerAddress capped at three quarters of all connections
     * @param http2 whether to accept HTTP/2 without TLS
     */
    public record Server(
            int maxHeaderBytes, Duration idleTimeout, int connections, int connectionsPerAddress, boolean http2) {}

    /**
     * @param queue how many deliveries may wait for the disk before the next gets 503
     * @param workers how many deliveries are processed at once
     * @param relay the endpoint that sends verified deliveries to a broker; empty: they go to the inbox
     */
    public record Webhook(
            int maxBodyBytes,
            int queue,
            int workers,
            Duration bodyTimeout,
            Duration storeTimeout,
            Optional<String> relay) {}

    /**
     * @param workers how many events of one sender are processed at once
     * @param lease how long an event stays assigned to a program that shows no sign of life
     * @param tryTimeout how long one try at an event may take
     */
    public record Dispatch(int workers, Duration lease, Duration tryTimeout) {}

    /**
     * @param store an endpoint URI: {@code file:…}, {@code aws2-s3:…} or any other
     * @param prefix put before {@code {sender}/…}
     * @param permissions of media in a folder
     * @param maxBytes for one medium
     * @param totalTimeout for one try at one medium
     * @param leastThroughput in bytes per second; slower transfers are ended
     */
    public record Media(
            String store,
            String prefix,
            FileModes permissions,
            long maxBytes,
            boolean allowHttp,
            List<String> allowAddresses,
            List<String> contentTypes,
            Duration connectTimeout,
            Duration idleTimeout,
            Duration totalTimeout,
            long leastThroughput,
            int perHost,
            int overall) {}

    public record Retry(Duration firstDelay, double factor, Duration maxDelay, Duration giveUpAfter) {}

    /**
     * @param to Camel endpoint URIs; a comma inside one is written %2C
     * @param allowAddresses addresses that {@code https:} targets may resolve to although they are not public
     * @param mediaLinks how long the media links in notifications live; empty if notifications contain none
     */
    public record Notify(
            List<String> to, Optional<String> secret, List<String> allowAddresses, Optional<Duration> mediaLinks) {}

    /**
     * @param enabled whether there is an API; in a host it is off by default
     * @param token the bearer token for every call of {@code /api}
     * @param readToken the bearer token for calls that change nothing; if neither token is set, every call is refused
     * @param maxBodyBytes of a call with the token; a call without it gets the limit of a webhook
     * @param console whether there is a console, provided there is an API and a token
     */
    public record Api(
            boolean enabled, Optional<String> token, Optional<String> readToken, int maxBodyBytes, boolean console) {}

    /**
     * Reads the settings.
     *
     * @param properties returns a property's value by name
     * @param senders whose own properties are checked with them
     * @throws SettingsFault naming every faulty property
     */
    public static Settings read(Function<String, Optional<String>> properties, Collection<String> senders) {
        SettingsReader reader = new SettingsReader(properties);
        Duration retention = reader.duration("mediahook.retention", Duration.ofDays(30));
        Settings settings = new Settings(
                Path.of(reader.text("mediahook.data-dir", "data")),
                threads(reader),
                new Database(
                        reader.text("mediahook.database.url", ""),
                        reader.text("mediahook.database.user").orElse(null),
                        reader.text("mediahook.database.password").orElse(null),
                        reader.text("mediahook.database.schema")),
                new Server(
                        bodyLimit(reader, "mediahook.server.max-header-bytes", 8 << 10),
                        reader.duration("mediahook.server.idle-timeout", Duration.ofSeconds(60)),
                        reader.count("mediahook.server.connections", 10_000),
                        reader.count("mediahook.server.connections-per-address", 7_500),
                        reader.yes("mediahook.server.http2", false)),
                new Webhook(
                        bodyLimit(reader, "mediahook.webhook.max-body-bytes", 1 << 20),
                        reader.count("mediahook.webhook.queue", 10_000),
                        webhookWorkers(reader),
                        reader.span("mediahook.webhook.body-timeout", Duration.ofSeconds(10)),
                        reader.span("mediahook.webhook.store-timeout", Duration.ofSeconds(4)),
                        reader.text("mediahook.webhook.relay")),
                new Dispatch(
                        reader.count("mediahook.dispatch.workers", 16),
                        reader.span("mediahook.dispatch.lease", Duration.ofSeconds(30)),
                        reader.span("mediahook.dispatch.try-timeout", Duration.ofMinutes(35))),
                media(reader),
                new Retry(
                        reader.duration("mediahook.retry.first-delay", Duration.ofSeconds(1)),
                        reader.factor("mediahook.retry.factor", 2),
                        reader.duration("mediahook.retry.max-delay", Duration.ofMinutes(5)),
                        reader.duration("mediahook.retry.give-up-after", Duration.ofHours(2))),
                new Notify(
                        reader.list("mediahook.notify.to"),
                        reader.text("mediahook.notify.secret"),
                        reader.list("mediahook.notify.allow-addresses"),
                        mediaLinks(reader)),
                new Api(
                        reader.yes("mediahook.api.enabled", false),
                        reader.text("mediahook.api.token"),
                        reader.text("mediahook.api.read-token"),
                        bodyLimit(reader, "mediahook.api.max-body-bytes", 20 << 20),
                        reader.yes("mediahook.console.enabled", false)),
                retention,
                reader.duration("mediahook.retention.payloads", retention),
                reader.duration("mediahook.retention.jobs", retention),
                reader.yes("mediahook.strict", false),
                reader.yes("mediahook.routes.reload", false));
        SenderProperties.check(reader, senders);
        reader.throwFaults();
        return settings;
    }

    private static Optional<Duration> mediaLinks(SettingsReader reader) {
        if (reader.text(MEDIA_LINKS).isEmpty()) {
            return Optional.empty();
        }
        Duration life = reader.duration(MEDIA_LINKS, LONGEST_LINK);
        if (life.compareTo(Duration.ofSeconds(1)) < 0 || life.compareTo(LONGEST_LINK) > 0) {
            reader.fault(MEDIA_LINKS, "a link lives for 1s to 7d");
        }
        if (reader.text("mediahook.public-url").isEmpty() || !reader.yes("mediahook.api.enabled", false)) {
            reader.fault(MEDIA_LINKS, "a link needs mediahook.public-url and mediahook.api.enabled=true");
        }
        return Optional.of(life);
    }

    /** No array is longer. */
    private static int bodyLimit(SettingsReader reader, String name, long otherwise) {
        return (int) Math.min(reader.size(name, otherwise), Integer.MAX_VALUE - 16);
    }

    private static Media media(SettingsReader reader) {
        List<String> contentTypes = reader.list("mediahook.media.content-types");
        return new Media(
                reader.text("mediahook.media.store", "file:" + reader.text("mediahook.data-dir", "data") + "/media"),
                reader.text("mediahook.media.prefix", ""),
                reader.modes("mediahook.media.permissions", FileModes.PRIVATE),
                reader.size("mediahook.media.max-bytes", 2L << 30),
                reader.yes("mediahook.media.allow-http", false),
                reader.list("mediahook.media.allow-addresses"),
                contentTypes.isEmpty() ? List.of("image/*", "video/*", "audio/*") : contentTypes,
                reader.span("mediahook.media.connect-timeout", Duration.ofSeconds(10)),
                reader.span("mediahook.media.idle-timeout", Duration.ofSeconds(30)),
                reader.span("mediahook.media.total-timeout", Duration.ofMinutes(30)),
                reader.size("mediahook.media.least-throughput", 16L << 10),
                reader.count("mediahook.media.per-host", 16),
                mediaOverall(reader));
    }

    private static int webhookWorkers(SettingsReader reader) {
        return reader.count("mediahook.webhook.workers", 64);
    }

    private static int mediaOverall(SettingsReader reader) {
        return reader.count("mediahook.media.overall", 64);
    }

    private static ThreadBudget threads(SettingsReader reader) {
        int threads = reader.count("mediahook.threads", MOST_THREADS);
        try {
            return ThreadBudget.of(threads, webhookWorkers(reader), mediaOverall(reader));
        } catch (IllegalArgumentException tooFew) {
            reader.fault(
                    "mediahook.threads", threads + " are too few: this many webhook workers " + tooFew.getMessage());
            return ThreadBudget.of(MOST_THREADS, 1, 1);
        }
    }
}
