package dev.mediahook.program;

import dev.mediahook.cli.PublicAddress;
import dev.mediahook.config.Settings;
import dev.mediahook.config.SettingsFault;
import dev.mediahook.database.Database;
import dev.mediahook.database.DatabaseProbe;
import dev.mediahook.delivery.EventIds;
import dev.mediahook.delivery.RawBody;
import dev.mediahook.store.ConfiguredStore;
import dev.mediahook.store.MediumFile;
import dev.mediahook.store.MediumName;
import dev.mediahook.store.MediumStore;
import dev.mediahook.submit.SenderApiException;
import dev.mediahook.submit.SenderApiProcessor;
import dev.mediahook.submit.SenderApis;
import dev.mediahook.submit.StatusQuery;
import dev.mediahook.work.Heartbeats;
import dev.mediahook.work.Loops;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.CamelContext;

/**
 * Checks everything outside the program that it will need: the database, the store, the senders' APIs, and the way back
 * to us.
 */
final class PlaceChecks {

    /** An id in the form that most senders use; no job has it. */
    private static final String NO_JOB = "00000000-0000-4000-8000-000000000000";

    /** A disk that hangs never answers. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final Settings settings;
    private final InUse inUse;
    private final Findings findings;
    private final Clock clock;

    PlaceChecks(Settings settings, Findings findings, Clock clock) {
        this.settings = settings;
        this.inUse = new InUse(settings, java.util.List.of());
        this.findings = findings;
        this.clock = clock;
    }

    void database() {
        findings.within(PATIENCE, "database", inUse.database(), this::databaseNow);
    }

    private void databaseNow() {
        try {
            Database.awayNow(settings)
                    .ifPresentOrElse(
                            fault -> findings.fault("database", inUse.database() + " does not answer: " + fault),
                            this::openedDatabase);
        } catch (SettingsFault fault) {
            String words = String.join("; ", fault.faults());
            if (words.startsWith("another Mediahook is running")) {
                findings.warn("database", inUse.database() + " was not opened: a gateway runs on it");
            } else {
                findings.fault("database", words);
            }
        } catch (RuntimeException failure) {
            findings.fault("database", inUse.database() + " can't be opened: " + words(failure));
        }
    }

    private void openedDatabase() {
        // Opening makes the folder. The name may be misspelt, so the finding says that it is new.
        boolean found = Files.isDirectory(settings.dataDir());
        if (Database.isOld(settings)) {
            findings.ok(
                    "database",
                    inUse.database() + " answers; its tables are of an earlier version, and the start"
                            + " brings them up to date: stop older programs first, and back it up");
            return;
        }
        Loops loops = new Loops(new Heartbeats(Duration.ofMinutes(1)), (thread, failure) -> {});
        try (Database database = Database.open(settings, loops)) {
            new DatabaseProbe(database)
                    .fault()
                    .ifPresentOrElse(
                            fault -> findings.fault("database", inUse.database() + " " + fault),
                            () -> findings.ok(
                                    "database",
                                    inUse.database() + " opens, reads and writes"
                                            + (found || !Files.isDirectory(settings.dataDir())
                                                    ? ""
                                                    : "; mediahook.data-dir is new, made by this check")));
        }
    }

    /** Stores a few bytes as if they were a medium, and deletes them. */
    void store(CamelContext context) {
        findings.within(PATIENCE, "store", inUse.store(), () -> storeNow(context));
    }

    private void storeNow(CamelContext context) {
        Path file = null;
        try {
            MediumStore store = ConfiguredStore.at(
                    settings.media().store(), settings.media().permissions(), context);
            byte[] bytes = "written by mediahook check".getBytes(StandardCharsets.UTF_8);
            file = Files.write(Files.createTempFile("mediahook-check", ".txt"), bytes);
            String sha256 = RawBody.of(bytes).sha256();
            MediumName name = MediumName.of(
                    settings.media().prefix(),
                    "mediahook-check",
                    UUID.randomUUID().toString(),
                    0,
                    "txt");
            String location = store.store(new MediumFile(
                    file,
                    bytes.length,
                    sha256,
                    "text/plain",
                    name,
                    Map.of("sender", "mediahook-check", "job", "check", "sha256", sha256)));
            deleted(store, name, location);
        } catch (Exception failure) {
            findings.fault("store", inUse.store() + " took no test object: " + words(failure));
        } finally {
            delete(file);
        }
    }

    private void deleted(MediumStore store, MediumName name, String location) {
        try {
            if (store.delete(name)) {
                findings.ok("store", inUse.store() + " took a test object, which is deleted again");
            } else {
                findings.ok("store", inUse.store() + " took a test object; delete it yourself: " + location);
            }
        } catch (IOException kept) {
            findings.warn(
                    "store",
                    inUse.store() + " took a test object but did not let it be deleted: delete it yourself: "
                            + location);
        }
    }

    /** Asks each sender whose key is set about a job that can't exist. */
    void keys(CamelContext context) {
        EventIds ids = new EventIds(clock, 0);
        SenderApis apis = new SenderApis(() -> context.getRegistry().findByType(SenderApiProcessor.class));
        apis.all().stream().map(SenderApiProcessor::sender).sorted().forEach(sender -> {
            String property = "mediahook." + sender + ".api-key";
            if (context.getPropertiesComponent()
                    .resolveProperty(property)
                    .filter(key -> !key.isBlank())
                    .isEmpty()) {
                findings.off("key " + sender, property + " is not set: nothing is submitted or polled");
                return;
            }
            if (!apis.tellsStatus(sender)) {
                findings.off("key " + sender, "its file has no call for a job's status: nothing is polled");
                return;
            }
            try {
                apis.calls(sender).status(new StatusQuery(ids.next(), clock.instant(), sender, NO_JOB));
                findings.ok("key " + sender, "the status endpoint answered");
            } catch (SenderApiException answer) {
                answered(sender, property, answer);
            } catch (RuntimeException failure) {
                findings.fault("key " + sender, words(failure));
            }
        });
    }

    private void answered(String sender, String property, SenderApiException answer) {
        String what = "key " + sender;
        int status = answer.status();
        if (status == 401 || status == 403) {
            findings.fault(what, "the sender refused the key with " + status + ": look at " + property);
        } else if (status <= 0) {
            findings.fault(
                    what, "the sender's API did not answer: look at mediahook." + sender + ".api-url and the network");
        } else if (answer.retryable()) {
            findings.warn(
                    what, "the sender's API answered " + status + ", so that nothing is known of the key; try again");
        } else {
            findings.ok(
                    what, "asked after a job that can't exist, the sender answered " + status + " and took the key");
        }
    }

    /** Checks whether a delivery to the address that senders are told arrives here. */
    void publicAddress(String publicUrl, InetSocketAddress ours) {
        if (publicUrl.isEmpty()) {
            findings.off("public URL", "mediahook.public-url is not set: submitted jobs get no webhook and are polled");
            return;
        }
        URI address;
        try {
            address = URI.create(publicUrl);
        } catch (IllegalArgumentException noAddress) {
            findings.fault("public URL", "mediahook.public-url is no address; write https://hooks.example");
            return;
        }
        if (address.getHost() == null) {
            findings.fault("public URL", "mediahook.public-url is no address; write https://hooks.example");
            return;
        }
        PublicAddress.Found found = new PublicAddress(address, ours).look();
        if (found.reached()) {
            findings.ok("public URL", publicUrl + " " + found.words());
        } else {
            findings.fault("public URL", publicUrl + " " + found.words());
        }
    }

    /** The kind of failure and its message, without the credentials and queries of addresses in it. */
    static String words(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
        String shown = failure == cause || failure.getMessage() == null ? "" : failure.getMessage() + " – ";
        return (shown + cause.getClass().getSimpleName() + message)
                .replaceAll("//[^/@\\s]*@", "//")
                .replaceAll("\\?\\S*", "");
    }

    private static void delete(@org.jspecify.annotations.Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException unlikely) {
            throw new java.io.UncheckedIOException(unlikely);
        }
    }
}
