package dev.mediahook.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mediahook.SettableClock;
import dev.mediahook.database.Database;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.delivery.Delivery;
import dev.mediahook.delivery.EventIds;
import dev.mediahook.delivery.Proof;
import dev.mediahook.delivery.RawBody;
import dev.mediahook.delivery.RequestHead;
import dev.mediahook.delivery.Via;
import dev.mediahook.event.DeadEvent;
import dev.mediahook.event.Event;
import dev.mediahook.event.JobStatus;
import dev.mediahook.event.PayloadMappingProcessor;
import dev.mediahook.event.Reason;
import dev.mediahook.inbox.Inboxes;
import dev.mediahook.job.Job;
import dev.mediahook.job.JobFact;
import dev.mediahook.job.Jobs;
import dev.mediahook.notify.Outbox;
import dev.mediahook.notify.Target;
import dev.mediahook.view.JobView;
import dev.mediahook.view.TestJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** A delivery is kept whatever its payload holds, and its job, media and notifications can be recorded. */
class AnyDeliveryIsKeptTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<TestDatabase, Database> DATABASES = new EnumMap<>(TestDatabase.class);

    private final SettableClock clock = new SettableClock();
    private final EventIds ids = new EventIds(clock, System.nanoTime());

    @BeforeContainer
    static void open() throws IOException {
        for (TestDatabase kind : TestDatabase.values()) {
            Path folder = Files.createTempDirectory("any-delivery");
            DATABASES.put(kind, kind.open(folder, Map.of("mediahook.webhook.store-timeout", "30s")));
        }
    }

    @AfterContainer
    static void close() {
        DATABASES.values().forEach(Database::close);
    }

    @Property(tries = 150)
    void onEitherDatabase(@ForAll TestDatabase kind, @ForAll("payloads") Map<String, Object> payload) throws Exception {
        Database database = DATABASES.get(kind);
        Event event = mapping()
                .read(new Delivery(
                                ids.next(),
                                "any",
                                Via.WEBHOOK,
                                clock.instant(),
                                RequestHead.none(),
                                RawBody.of(JSON.writeValueAsBytes(payload)))
                        .provenBy(Proof.SIGNED, Set.of()));

        Inboxes.of(database, clock).keep(event);
        String jobId = event.jobId();
        if (jobId != null) {
            Jobs jobs = new Jobs(
                    database,
                    ids,
                    clock,
                    new Outbox(List.of(new Target("told", "direct:told", Set.of(), List.of())), ids, TestJson.TEXT));
            Job job = database.writer().write(handle -> {
                Media.start(handle, jobs, event, jobId);
                return jobs.apply(
                        handle,
                        event.id().value(),
                        "any",
                        jobId,
                        JobFact.of(event, JobStatus.MODERATED, event.error()));
            });
            assertThat(job.status()).isEqualTo(JobStatus.MODERATED);
            giveUp(database, jobs, event);
            assertThat(database.<Boolean>read(handle ->
                            TestJson.TEXT.of(JobView.whole(handle, job)).isEmpty()))
                    .isFalse();
        }
    }

    private static void giveUp(Database database, Jobs jobs, Event event) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            DefaultExchange exchange = new DefaultExchange(context);
            exchange.getMessage().setBody(new DeadEvent(event, Reason.TOO_LARGE, "too\0large\uD800"));
            new LostMediumProcessor(database, jobs, (lost, reason) -> {}).process(exchange);
        }
    }

    private static PayloadMappingProcessor mapping() {
        PayloadMappingProcessor mapping = new PayloadMappingProcessor();
        mapping.setJobId("$.id");
        mapping.setStatus("$.status");
        mapping.setMedia("$.media[*]");
        mapping.setErrorCode("$.code");
        mapping.setErrorMessage("$.message");
        mapping.setCompleted("Ready");
        mapping.start();
        return mapping;
    }

    @Provide
    Arbitrary<Map<String, Object>> payloads() {
        Arbitrary<Object> any = Arbitraries.oneOf(
                texts().map(text -> (Object) text),
                Arbitraries.longs().map(number -> (Object) number),
                Arbitraries.doubles().map(number -> (Object) number),
                texts().list().ofMaxSize(3).map(list -> (Object) list));
        Arbitrary<Object> ids = Arbitraries.frequencyOf(Tuple.of(3, texts().map(id -> (Object) id)), Tuple.of(1, any));
        Arbitrary<Object> media = Arbitraries.frequencyOf(
                Tuple.of(4, urls().list().ofMaxSize(4).map(list -> (Object) list)),
                Tuple.of(1, urls().list().ofMinSize(201).ofMaxSize(300).map(list -> (Object) list)));
        return Combinators.combine(ids, ids, media, any, any).as((id, status, list, code, message) -> {
            Map<String, Object> payload = new HashMap<>();
            payload.put("id", id);
            payload.put("status", status);
            payload.put("media", list);
            payload.put("code", code);
            payload.put("message", message);
            return payload;
        });
    }

    /**
     * Texts with all characters that UTF-16 allows. They are random, so that PostgreSQL can't compress a long text
     * until it fits an index.
     */
    private static Arbitrary<String> texts() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.strings().ofMaxLength(40)),
                Tuple.of(
                        1,
                        Arbitraries.strings()
                                .withChars('\0', '\uD800', '\uDC00', 'a')
                                .ofMaxLength(5)),
                Tuple.of(
                        1,
                        Arbitraries.strings().withChars(":%").ofMinLength(400).ofMaxLength(600)),
                Tuple.of(
                        1,
                        Arbitraries.strings()
                                .withCharRange('\u4e00', '\u9fff')
                                .ofMinLength(150)
                                .ofMaxLength(4000)));
    }

    private static Arbitrary<String> urls() {
        return Arbitraries.oneOf(
                texts(),
                Arbitraries.of(
                        "https://host.example/a?se=%2B1000000000-12-31T23:59:59Z",
                        "https://host.example/a?se=+1000000000-12-31T23:59:59Z",
                        "https://host.example/a?se=-999999999-01-01T00:00:00Z",
                        "https://host.example/a?expires=9999999999",
                        "https://host.example/a?X-Amz-Date=99991231T235959Z&X-Amz-Expires=9999999",
                        "https://host.example/\0"));
    }
}
