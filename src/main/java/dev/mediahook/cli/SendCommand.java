package dev.mediahook.cli;

import dev.mediahook.standin.Answer;
import dev.mediahook.standin.Facts;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.Payload;
import dev.mediahook.standin.RouteFileSender;
import dev.mediahook.standin.Sending;
import dev.mediahook.standin.SignedRequest;
import dev.mediahook.standin.StandInSender;
import dev.mediahook.standin.StandInSenders;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends one sender's delivery to a gateway, signed in the sender's way. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        description = "Sends a delivery to a gateway, signed as its sender would.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class SendCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Function<String, Optional<String>> properties;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SENDER",
            description = "Whose delivery it is: a shipped sender's, or one that has routes/SENDER.camel.yaml.")
    private String senderName;

    @Option(names = "--status", description = "The status word of the payload; default: a success.")
    private @Nullable String status;

    @Option(names = "--to", defaultValue = "http://localhost:8080", description = "Default: ${DEFAULT-VALUE}")
    private URI to;

    @Option(
            names = {"--secret", "--token"},
            description = "Default: the one that is configured, else the demo's.")
    private @Nullable String credential;

    @Option(names = "--media", description = "Media URLs of the payload; default: served from here.")
    private List<URI> media = new ArrayList<>();

    @Option(names = "--serve", defaultValue = "60s", converter = Spans.class, description = "How long to serve media.")
    private Duration serve;

    @Option(names = "--job", description = "The job's id; default: a new one.")
    private @Nullable String job;

    @Option(names = "--event-id", description = "The event's id, if the sender gives one; default: a new one.")
    private @Nullable String eventId;

    @Option(names = "--repeat", defaultValue = "1", description = "How many times it is sent.")
    private int repeat;

    @Option(names = "--forge", description = "Use a wrong secret or token; expect 401.")
    private boolean forge;

    @Option(names = "--file", description = "The body. Default for a sender of your own: senders/SENDER/sample/body")
    private @Nullable Path file;

    @Option(names = "--print", description = "Print the curl command that would do it and send nothing.")
    private boolean print;

    SendCommand(Function<String, Optional<String>> properties, Clock clock) {
        // Of several secrets, which are all valid, the first.
        this.properties = name -> properties.apply(name).map(values -> values.split(",", 2)[0].strip());
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Optional<StandInSender> known = StandInSenders.named(senderName).filter(StandInSender::sendsWebhooks);
        try {
            return known.isPresent() ? ofKnown(known.get()) : ofFile();
        } catch (IllegalArgumentException unusable) {
            throw fault(senderName + ": " + unusable.getMessage());
        }
    }

    /** For a sender with only a route file: sends the sample, and signs it as the file says. */
    private int ofFile() {
        Path routes = Path.of("routes", senderName + ".camel.yaml");
        if (!Files.isRegularFile(routes)) {
            throw fault("there is no sender '" + senderName + "'; there are "
                    + StandInSenders.delivering().stream()
                            .map(StandInSender::name)
                            .toList() + ", and any that has a file "
                    + routes);
        }
        Path sample = file == null ? Path.of("senders", senderName, "sample", "body") : file;
        if (!Files.isRegularFile(sample)) {
            throw fault("there is no sample " + sample + ": name a body to send with --file");
        }
        if (status != null || job != null || eventId != null || !media.isEmpty()) {
            throw fault("the body is sent as it is, whatever --status, --job, --event-id and --media say: " + sample);
        }
        RouteFileSender sender =
                RouteFileSender.of(senderName, new String(bytes(routes), StandardCharsets.UTF_8), clock);
        List<String> names = sender.credentialProperties();
        String property = names.stream()
                .filter(name -> properties.apply(name).isPresent())
                .findFirst()
                .orElse(names.get(0));
        String proof = Optional.ofNullable(credential)
                .or(() -> properties.apply(property))
                .orElseThrow(() -> fault("set " + String.join(" or ", names) + ", or give --secret"));
        return send(sender.request(bytes(sample), property, forge ? forged(proof) : proof), PATIENCE, List.of(), null);
    }

    /** A wrong secret of the same form. */
    private static String forged(String proof) {
        return proof.startsWith("whsec_") ? "whsec_Zm9yZ2VkLWZvcmdlZC1mb3JnZWQ=" : "forged-" + proof;
    }

    private int ofKnown(StandInSender sender) {
        String proof = Optional.ofNullable(credential)
                .or(() -> sender.credentialProperties().stream()
                        .flatMap(name -> properties.apply(name).stream())
                        .findFirst())
                .orElse(sender.demoCredential());
        String used = forge ? forged(proof) : proof;
        if (file != null) {
            return send(sender.request(bytes(file), used, clock.instant()), sender.patience(), List.of(), null);
        }
        Payload payload = chosen(sender);
        if (!media.isEmpty() || payload.media().isEmpty() || print) {
            byte[] body = body(sender, payload, addresses(payload));
            return send(sender.request(body, used, clock.instant()), sender.patience(), List.of(), null);
        }
        try (MediaHost host = MediaHost.start(0, clock)) {
            List<URI> served = new ArrayList<>();
            for (int i = 0; i < payload.media().size(); i++) {
                served.add(host.medium(payload.media().get(i), "sent-" + clock.millis() + "-" + i));
            }
            byte[] body = body(sender, payload, served);
            return send(sender.request(body, used, clock.instant()), sender.patience(), served, host);
        }
    }

    private Payload chosen(StandInSender sender) {
        if (status == null) {
            return sender.payloads().get(0);
        }
        return sender.payload(status)
                .orElseThrow(() -> fault(sender.name() + " has no status '" + status + "'; it has "
                        + sender.payloads().stream().map(Payload::name).toList()));
    }

    private List<URI> addresses(Payload payload) {
        return media.isEmpty() && !payload.media().isEmpty()
                ? List.of(URI.create(
                        "https://media.example.com/0." + payload.media().get(0).extension()))
                : media;
    }

    private byte[] body(StandInSender sender, Payload payload, List<URI> urls) {
        String seed = "sent-" + clock.millis();
        return payload.body(new Facts(
                job == null ? sender.jobId(seed) : job,
                eventId == null ? "evt_" + seed : eventId,
                urls,
                clock.instant()));
    }

    private byte[] bytes(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw fault("can't read " + path + ": name a file that is there");
        }
    }

    private int send(SignedRequest request, Duration patience, List<URI> served, @Nullable MediaHost host) {
        PrintWriter out = spec.commandLine().getOut();
        URI target = target(request);
        if (print) {
            out.println(Curl.line(target, request));
            return 0;
        }
        Sending sending = new Sending(patience);
        boolean good = true;
        for (int i = 0; i < repeat; i++) {
            Answer answer = sending.once(target, request);
            out.println(
                    answer.status() == 0
                            ? "no answer from " + to + " (" + answer.body() + "): is the gateway running there?"
                            : answer.status() + " " + answer.body().strip());
            good &= forge ? answer.status() == 401 : request.wanted().is(answer);
            if (answer.accepted() && !request.wanted().is(answer)) {
                out.println(senderName + " wants " + request.wanted() + ", and would send this again");
            }
        }
        if (good && !forge && host != null) {
            out.println("serving " + served + " for " + serve.toSeconds() + " s at most; a gateway fetches it only with"
                    + " mediahook.media.allow-http=true and mediahook.media.allow-addresses=127.0.0.0/8");
            out.flush();
            out.println(
                    Patience.until(() -> served.stream().allMatch(host::served), serve)
                            ? "fetched"
                            : "not fetched: the gateway's log says why, and GET /api/events?state=dead");
        }
        out.flush();
        return good ? 0 : 1;
    }

    /** An address with a path is used unchanged, but the token is appended if the path ends with the sender's name. */
    private URI target(SignedRequest request) {
        if (!to.isAbsolute() || to.getHost() == null) {
            throw fault("'" + to + "' is no address; write http://localhost:8080/webhooks/" + senderName);
        }
        String path = to.getPath();
        boolean ours = path.isEmpty() || path.equals("/") || path.endsWith("/" + senderName);
        return ours
                ? to.resolve(
                        path.length() > 1
                                ? path + request.path().substring(("/webhooks/" + senderName).length())
                                : request.path())
                : to;
    }

    private ParameterException fault(String words) {
        return new ParameterException(spec.commandLine(), words);
    }
}
