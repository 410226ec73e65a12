package dev.mediahook.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.SettableClock;
import dev.mediahook.database.Database;
import dev.mediahook.database.DatabaseFault;
import dev.mediahook.database.StoreUnavailable;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.delivery.EventIds;
import dev.mediahook.delivery.Proof;
import dev.mediahook.delivery.RawBody;
import dev.mediahook.delivery.Via;
import dev.mediahook.event.Event;
import dev.mediahook.event.JobStatus;
import dev.mediahook.event.Meaning;
import dev.mediahook.event.MediumRef;
import dev.mediahook.event.SenderError;
import dev.mediahook.inbox.Inbox;
import dev.mediahook.inbox.Inboxes;
import dev.mediahook.job.JobFact;
import dev.mediahook.job.Jobs;
import dev.mediahook.notify.Outbox;
import dev.mediahook.notify.Target;
import dev.mediahook.submit.Keys;
import dev.mediahook.submit.Submissions;
import dev.mediahook.verify.DerivedSecret;
import dev.mediahook.view.TestJson;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** If a row can't be written, neither the log nor an exception repeats any of its fields, whatever the cause. */
class FaultsTellNothingTest {

    private static final String MARKER = "marker-in-every-field";

    private final SettableClock clock = new SettableClock();
    private final EventIds ids = new EventIds(clock, 0);
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Logger root = (Logger) LogManager.getRootLogger();
    private final Level before = root.getLevel();
    private final AbstractAppender appender = new AbstractAppender("all", null, null, true, Property.EMPTY_ARRAY) {
        @Override
        public void append(LogEvent event) {
            logged.add(event.getMessage().getFormattedMessage() + stack(event.getThrown()));
        }
    };

    @TempDir
    Path folder;

    @BeforeEach
    void listen() {
        appender.start();
        root.addAppender(appender);
        Configurator.setRootLevel(Level.DEBUG);
    }

    @AfterEach
    void end() {
        Configurator.setRootLevel(before);
        root.removeAppender(appender);
        appender.stop();
    }

    static Stream<Arguments> faults() {
        return Stream.of(TestDatabase.values())
                .flatMap(kind -> Stream.of(DatabaseFault.values()).map(fault -> Arguments.of(kind, fault)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void ofNoField(TestDatabase kind, DatabaseFault fault) throws Exception {
        Map<String, String> properties = kind.properties(folder);
        try (Database database = kind.open(folder, properties);
                AutoCloseable cause = fault.cause(database, kind, properties)) {
            logged.clear();
            List<Throwable> failures = new ArrayList<>();
            for (Runnable write : writes(database)) {
                try {
                    write.run();
                } catch (RuntimeException failure) {
                    failures.add(failure);
                }
            }

            assertThat(failures)
                    .hasSize(writes(database).size())
                    .hasOnlyElementsOfTypes(StoreUnavailable.class, dev.mediahook.database.OverBudget.class);
            assertThat(failures).noneMatch(failure -> stack(failure).contains(MARKER));
            assertThat(logged).isNotEmpty().noneMatch(line -> line.contains(MARKER) || line.contains(hex(MARKER)));
            assertThat(cause).isNotNull();
        }
    }

    private List<Runnable> writes(Database database) {
        Inbox inbox = Inboxes.of(database, clock);
        Jobs jobs = new Jobs(
                database,
                ids,
                clock,
                new Outbox(List.of(new Target(MARKER, "direct:" + MARKER, Set.of(), List.of())), ids, TestJson.TEXT));
        Submissions submissions = new Submissions(
                database, clock, new DerivedSecret(List.of("key")), sender -> List.of(), (sender, job) -> {});
        JobFact fact = new JobFact(JobStatus.FAILED, 7, MARKER, new SenderError(MARKER, MARKER));
        return List.of(
                () -> inbox.keep(event()),
                () -> database.writer().write(handle -> jobs.apply(handle, 7, MARKER, MARKER, fact)),
                () -> database.writer().write(handle -> {
                    Media.seen(handle, MARKER, MARKER, List.of(new MediumRef(0, MARKER)));
                    return handle;
                }),
                () -> database.writer().write(handle -> {
                    Media.stored(handle, MARKER, MARKER, new MediumRef(0, MARKER), stored());
                    return handle;
                }),
                () -> new Keys(database, clock).keep(MARKER, MARKER, MARKER),
                () -> submissions.begin(MARKER, MARKER, MARKER));
    }

    private Medium.Stored stored() {
        return new Medium.Stored(
                MARKER, MARKER, MARKER, 1, MARKER, clock.instant(), 1, 1, 1L, MARKER, MARKER, MARKER, MARKER, 1, 1);
    }

    private Event event() {
        return new Event(
                ids.next(),
                MARKER,
                MARKER,
                MARKER,
                MARKER,
                Meaning.UNKNOWN,
                List.of(new MediumRef(0, MARKER)),
                null,
                new SenderError(MARKER, MARKER),
                Via.WEBHOOK,
                Proof.SIGNED,
                clock.instant(),
                null,
                RawBody.of(MARKER.getBytes(UTF_8)));
    }

    private static String hex(String text) {
        StringBuilder hex = new StringBuilder();
        for (byte one : text.getBytes(UTF_8)) {
            hex.append(String.format("%02x", one));
        }
        return hex.toString();
    }

    private static String stack(Throwable thrown) {
        StringWriter text = new StringWriter();
        if (thrown != null) {
            thrown.printStackTrace(new PrintWriter(text));
        }
        return text.toString();
    }
}
