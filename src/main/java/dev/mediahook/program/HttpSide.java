package dev.mediahook.program;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.mediahook.api.Access;
import dev.mediahook.api.ApiTokens;
import dev.mediahook.api.WrongTokens;
import dev.mediahook.config.Settings;
import dev.mediahook.console.Session;
import dev.mediahook.console.SessionCookie;
import dev.mediahook.observe.Meters;
import dev.mediahook.program.server.LimitedServerFactory;
import dev.mediahook.program.server.SharedWorkers;
import dev.mediahook.program.server.WorkerPools;
import dev.mediahook.receive.Admission;
import dev.mediahook.receive.RefusalCause;
import dev.mediahook.receive.vertx.BodyBudget;
import dev.mediahook.receive.vertx.Gate;
import dev.mediahook.receive.vertx.RawBodyEngine;
import dev.mediahook.receive.vertx.ServerLimits;
import dev.mediahook.work.NamedThreads;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.spi.Registry;
import org.jspecify.annotations.Nullable;

/** The stand-alone program's HTTP servers: their limits, and the threads of their requests. */
final class HttpSide implements AutoCloseable {

    /** With a single thread, all requests would wait whenever a busy machine gives that thread little time. */
    static final int EVENT_LOOPS = 2;

    private static final String API = "/api";
    private static final String CONSOLE = "/console";

    /** In a path, the number of the segment with the sender's name. */
    private static final int SENDER_AT = 3;

    /** More than any token takes with its JSON. */
    private static final int SIGN_IN_BYTES = 4 << 10;

    /** Bodies in transit may take one in this many parts of the heap, since each body may exist twice for a moment. */
    private static final int SHARE_OF_HEAP = 8;

    /** A sender's own API may take long to accept a job. */
    private static final Duration API_PATIENCE = Duration.ofSeconds(90);

    private final Settings settings;
    private final ApiTokens tokens;
    private final SessionCookie sessions;
    private volatile @Nullable WrongTokens wrong;
    private final Meters meters;
    private final Gate gate = new Gate();
    private final BodyBudget bodies = new BodyBudget(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    private final ThreadPoolExecutor deliveries;
    private final ThreadPoolExecutor looking = WorkerPools.of(4, 256, new NamedThreads("mediahook-api-"));
    /** For calls that wait for a sender's API, so that they hold up neither a call that only reads nor another sender's. */
    private final SharedWorkers asking = new SharedWorkers("mediahook-api-sender", 16, 64, Gateway::end);

    /** For media, which are sent piece by piece, so that a slow store holds up no other call. */
    private final ThreadPoolExecutor sending = WorkerPools.of(4, 512, new NamedThreads("mediahook-api-media-"));

    HttpSide(Settings settings, Meters meters) {
        this.settings = settings;
        this.tokens = new ApiTokens(settings.api().token(), settings.api().readToken());
        this.sessions = new SessionCookie(settings.api().token(), settings.api().readToken(), Clock.systemUTC());
        this.meters = meters;
        this.deliveries = WorkerPools.of(
                settings.webhook().workers(), settings.webhook().queue(), new NamedThreads("mediahook-delivery-"));
    }

    /**
     * Registers the engine and the servers where Camel looks for them.
     *
     * @param refused is told of requests that reached no route
     */
    void bind(Registry registry, Consumer<RefusalCause> refused) {
        registry.bind(
                "mediahook-servers",
                new LimitedServerFactory(EVENT_LOOPS, limits(), gate, refused, meters::connectionClosed));
        registry.bind(
                PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME,
                new RawBodyEngine(new RawBodyEngine.Sharing(
                        this::admission,
                        this::workers,
                        bodies,
                        settings.webhook().bodyTimeout(),
                        gate,
                        meters::putOff)));
    }

    /**
     * Lets requests in from now on.
     *
     * @param guessed slows down callers that guess tokens
     */
    void open(@Nullable WrongTokens guessed) {
        wrong = guessed;
        gate.open();
    }

    /** For the readiness of the program. */
    Gate gate() {
        return gate;
    }

    /** Asks all further callers to come again. */
    void stopTaking() {
        gate.close();
    }

    /**
     * Waits for the rest of bodies of which a part is here.
     *
     * @param most a sender that is too slow is not waited for
     */
    void awaitBodies(Duration most) {
        Duration patience = most.compareTo(settings.webhook().bodyTimeout()) < 0
                ? most
                : settings.webhook().bodyTimeout();
        try {
            bodies.awaitRest(patience);
        } catch (InterruptedException atOnce) {
            Thread.currentThread().interrupt();
        }
    }

    /** Somewhat more than both servers keep: a connection beyond their limits counts until it is closed. */
    int mostAccepted() {
        return connections() + (int) Math.min(1_000, descriptors() / 7);
    }

    /** The time for a connection's first head if HTTP/2 is spoken, too; else zero. */
    Duration firstHead() {
        return settings.server().http2() ? settings.webhook().bodyTimeout() : Duration.ZERO;
    }

    /**
     * A closed connection keeps its descriptor until its event loop selects again; in a flood, some hundreds of
     * connections arrive before that.
     */
    private int connections() {
        return (int) Math.max(1, Math.min(settings.server().connections(), descriptors() * 3 / 5));
    }

    private ServerLimits limits() {
        Settings.Server server = settings.server();
        int connections = connections();
        return new ServerLimits(
                server.maxHeaderBytes(),
                settings.webhook().bodyTimeout(),
                server.idleTimeout(),
                connections,
                Math.min(server.connectionsPerAddress(), Math.max(1, connections * 3 / 4)),
                server.http2());
    }

    /** How many files and connections this process may have open. */
    private static long descriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Integer.MAX_VALUE;
    }

    /** A caller whom we know may send an image along with a job. A stranger's body gets no such room in memory. */
    private Admission admission(HttpServerRequest request) {
        if (isBelow(CONSOLE, request.path())) {
            boolean guess = HttpMethod.POST.equals(request.method());
            return new Admission(guess ? SIGN_IN_BYTES : 0, guess ? pause() : Duration.ZERO, API_PATIENCE);
        }
        if (!isBelow(API, request.path())) {
            return new Admission(
                    settings.webhook().maxBodyBytes(),
                    Duration.ZERO,
                    settings.webhook().storeTimeout().plusMillis(500));
        }
        Access access = tokens.of(request.getHeader("Authorization"));
        if (access != Access.NONE) {
            // A call that only reads has no body.
            int most = access == Access.STEER ? settings.api().maxBodyBytes() : 0;
            return new Admission(most, Duration.ZERO, API_PATIENCE);
        }
        if (sessions.of(String.valueOf(request.getHeader("Cookie"))) != Session.NONE) {
            return new Admission(settings.webhook().maxBodyBytes(), Duration.ZERO, API_PATIENCE);
        }
        return new Admission(0, pause(), API_PATIENCE);
    }

    private Duration pause() {
        WrongTokens guessed = wrong;
        return guessed == null || !tokens.any() ? Duration.ZERO : guessed.pause();
    }

    private Function<HttpServerRequest, Executor> workers(PlatformHttpEndpoint endpoint) {
        String path = endpoint.getPath();
        if (isBelow(CONSOLE, path)) {
            return request -> looking;
        }
        if (!isBelow(API, path)) {
            return request -> deliveries;
        }
        String method = String.valueOf(endpoint.getHttpMethodRestrict()).toUpperCase(Locale.ROOT);
        boolean submitsOrCancels =
                path.startsWith(API + "/jobs/") && (method.equals("POST") || method.equals("DELETE"));
        if (path.endsWith("/media/{index}")) {
            return request -> sending;
        }
        boolean asks = submitsOrCancels || path.endsWith("/deliveries");
        return request -> asks ? asking.of(sender(request.path())) : looking;
    }

    /** Of the calls that ask a sender, all paths have its name at the same place. */
    private static String sender(String path) {
        String[] segments = path.split("/", -1);
        return segments.length > SENDER_AT ? segments[SENDER_AT] : "";
    }

    private static boolean isBelow(String top, String path) {
        return path.equals(top) || path.startsWith(top + "/");
    }

    @Override
    public void close() {
        deliveries.shutdownNow();
        looking.shutdownNow();
        asking.shutdownNow();
        sending.shutdownNow();
    }
}
