package dev.mediahook.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The senders' own APIs on loopback, each under its sender's name. They take jobs, report how the jobs are, deliver
 * their webhooks, and serve their media from a {@link MediaHost}. They misbehave as their {@link Faults} say, and know
 * how each job should end.
 */
public final class SenderApis implements AutoCloseable {

    private static final List<ApiDialect> DIALECTS = Stream.concat(
                    Stream.of(
                            new BflApi(new BflStandIn()),
                            new BlumaApi(new BlumaStandIn()),
                            new AbstraktApi(new AbstraktStandIn()),
                            new HiggsfieldApi(new HiggsfieldStandIn()),
                            new KreaApi(new KreaStandIn())),
                    FurtherApi.all().stream())
            .toList();

    private final HttpServer server;
    private final String key;
    private final Faults faults;
    private final Clock clock;
    private final JobBook book;
    private final BlumaWebhooks webhooks = new BlumaWebhooks();
    private final WebhookDeliveries deliveries;
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService workers = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "standin-apis");
        thread.setDaemon(true);
        return thread;
    });

    private SenderApis(HttpServer server, MediaHost media, String key, Faults faults, Clock clock) {
        this.server = server;
        this.key = key;
        this.faults = faults;
        this.clock = clock;
        this.book = new JobBook(media, faults);
        this.deliveries = new WebhookDeliveries(faults, clock, webhooks);
    }

    /**
     * Starts on 127.0.0.1.
     *
     * @param port 0 for any free port
     * @param key the API key for all senders
     * @throws UncheckedIOException if the port is taken
     */
    public static SenderApis start(int port, MediaHost media, String key, Faults faults, Clock clock) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
            SenderApis apis = new SenderApis(server, media, key, faults, clock);
            server.setExecutor(apis.workers);
            DIALECTS.forEach(dialect -> server.createContext(
                    "/" + dialect.sender().name() + "/", exchange -> apis.serve(exchange, dialect)));
            server.start();
            return apis;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value for {@code mediahook.{sender}.api-url}. */
    public URI url(String sender) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + sender);
    }

    /** The value for {@code mediahook.{sender}.keys-url}. */
    public URI keys(String sender) {
        return URI.create(url(sender) + DemoKey.PATH);
    }

    /** Makes Bluma deliver to an address as if somebody had made the webhook by hand. */
    public void registerAccountWebhook(URI url, String secret) {
        webhooks.register(url.toString(), secret);
    }

    /** Makes a sender sign with its account's secret from now on. */
    public void signWith(String sender, String secret) {
        deliveries.sign(sender, secret);
    }

    /** Every job that was ever taken, with the end that it should have. */
    public List<TakenJob> jobs() {
        return book.all();
    }

    /** How often an API was called, by sender and kind of call: {@code bfl status}. */
    public Map<String, Integer> calls() {
        Map<String, Integer> counted = new TreeMap<>();
        calls.forEach((kind, count) -> counted.put(kind, count.get()));
        return counted;
    }

    /** How many webhooks were answered 2xx. */
    public int delivered() {
        return deliveries.delivered();
    }

    private void serve(HttpExchange exchange, ApiDialect dialect) throws IOException {
        try (exchange) {
            ApiRequest request = request(exchange, dialect.sender().name());
            Asked asked = dialect.read(request);
            String kind = asked.getClass().getSimpleName().toLowerCase(Locale.ROOT);
            var unused = calls.computeIfAbsent(dialect.sender().name() + " " + kind, name -> new AtomicInteger())
                    .incrementAndGet();
            if (!dialect.authorised(request, key)) {
                give(exchange, new ApiAnswer(401, dialect.error(401, "Invalid credentials")));
            } else if (asked instanceof Asked.Submit submit) {
                submit(exchange, dialect, submit);
            } else if (asked instanceof Asked.Status status) {
                status(exchange, dialect, status.jobId());
            } else {
                give(exchange, answer(dialect, request, asked));
            }
        }
    }

    private void status(HttpExchange exchange, ApiDialect dialect, String jobId) throws IOException {
        Optional<TakenJob> job = book.find(dialect.sender().name(), jobId);
        int question = job.map(TakenJob::asked).orElse(0);
        if (faults.befalls(faults.hangsStatus(), jobId, "hang", question)) {
            hang();
        } else if (faults.befalls(faults.failsStatus(), jobId, "fail", question)) {
            give(exchange, new ApiAnswer(500, dialect.error(500, "Internal error")));
        } else {
            give(
                    exchange,
                    job.map(one -> dialect.status(one, one.at(clock.instant())))
                            .orElseGet(() -> dialect.unknown(jobId)));
        }
    }

    private void submit(HttpExchange exchange, ApiDialect dialect, Asked.Submit asked) throws IOException {
        JobBook.Taken taken = book.take(dialect.sender(), asked.once(), clock.instant());
        if (taken.isNew()) {
            deliveries.plan(dialect, taken.job(), asked);
        }
        if (!faults.befalls(faults.losesAnswers(), taken.job().id(), "answer", 0)) {
            give(
                    exchange,
                    dialect.taken(
                            taken.job(),
                            taken.job().at(clock.instant()),
                            url(dialect.sender().name())));
        }
    }

    private ApiAnswer answer(ApiDialect dialect, ApiRequest request, Asked asked) {
        String sender = dialect.sender().name();
        if (asked instanceof Asked.Cancel cancel) {
            return book.find(sender, cancel.jobId())
                    .map(job -> dialect.cancel(job, job.cancel(clock.instant())))
                    .orElseGet(() -> dialect.unknown(cancel.jobId()));
        }
        if (asked instanceof Asked.Result result) {
            return book.find(sender, result.jobId())
                    .map(job -> dialect.result(job, job.at(clock.instant())))
                    .orElseGet(() -> dialect.unknown(result.jobId()));
        }
        if (asked instanceof Asked.Keys) {
            return new ApiAnswer(200, DemoKey.published());
        }
        if (asked instanceof Asked.Jobs jobs) {
            return dialect.jobs(book.newest(sender, jobs.limit()));
        }
        return asked instanceof Asked.Webhooks
                ? webhooks.answer(request)
                : new ApiAnswer(404, dialect.error(404, "not found"));
    }

    private static ApiRequest request(HttpExchange exchange, String sender) throws IOException {
        URI asked = exchange.getRequestURI();
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return new ApiRequest(
                exchange.getRequestMethod(),
                asked.getRawPath().substring(sender.length() + 1),
                asked.getRawQuery() == null ? "" : asked.getRawQuery(),
                headers,
                Json.read(exchange.getRequestBody().readAllBytes()));
    }

    private static void give(HttpExchange exchange, ApiAnswer answer) throws IOException {
        byte[] body = Json.bytes(answer.body());
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    /** Waits longer than any caller does, unless this is closed before. */
    private void hang() {
        try {
            boolean unused = closed.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    /** The senders whose APIs these are. */
    public static List<String> senders() {
        List<String> names = new ArrayList<>();
        DIALECTS.forEach(dialect -> names.add(dialect.sender().name()));
        return names;
    }

    @Override
    public void close() {
        closed.countDown();
        deliveries.close();
        server.stop(0);
        workers.shutdownNow();
    }
}
