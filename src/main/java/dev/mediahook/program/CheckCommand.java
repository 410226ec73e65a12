package dev.mediahook.program;

import dev.mediahook.config.Settings;
import dev.mediahook.config.SettingsFault;
import dev.mediahook.delivery.Delivery;
import dev.mediahook.delivery.EventIds;
import dev.mediahook.delivery.RawBody;
import dev.mediahook.delivery.RequestHead;
import dev.mediahook.delivery.Via;
import dev.mediahook.event.PayloadMappingProcessor;
import dev.mediahook.sender.WebhookPath;
import dev.mediahook.verify.VerifyingStep;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks whether the configuration can be used, without taking a delivery. */
@Command(
        name = "check",
        header = "Checks the whole configuration, or one route file.",
        mixinStandardHelpOptions = true,
        description = {
            "Checks the whole configuration without starting the gateway, or one sender's file against a sample.",
            "Exit code 0: nothing is wrong. 1: there are faults. 2: the command itself is wrong."
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class CheckCommand implements Callable<Integer> {

    private static final String ENDING = ".camel.yaml";

    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "Check this route file alone.")
    private @Nullable Path file;

    @Option(names = "--payload", paramLabel = "FILE", description = "A body as the sender sent it, byte for byte.")
    private @Nullable Path payload;

    @Option(
            names = "--header",
            paramLabel = "'NAME: VALUE'",
            description = "A header that came with it. Give each header by an option of its own.")
    private List<String> headers = new ArrayList<>();

    @Option(
            names = "--path",
            paramLabel = "PATH",
            description = "Where it was delivered, if a token is in the path or the query: /webhooks/acme/the-token")
    private @Nullable String path;

    CheckCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        System.setProperty(LogSettings.LEVEL, "off");
        Findings findings = new Findings(spec.commandLine().getOut());
        byte[] body = arguments();
        Path checked = file;
        try (OwnSettings own = new OwnSettings()) {
            Settings settings = own.read();
            if (checked == null) {
                everything(own, settings, findings);
            } else {
                one(own, settings, checked, body, findings);
            }
        } catch (SettingsFault fault) {
            fault.faults().forEach(one -> findings.fault("settings", one));
        } catch (ParameterException usage) {
            throw usage;
        } catch (RuntimeException failure) {
            Optional<SettingsFault> fault = Main.settingsFault(failure);
            fault.ifPresentOrElse(
                    known -> known.faults().forEach(one -> findings.fault("settings", one)),
                    () -> findings.fault("settings", PlaceChecks.words(failure)));
        }
        return findings.end();
    }

    private byte @Nullable [] arguments() {
        if (file == null && payload != null) {
            throw fault("--payload wants the sender's file too: check routes/acme.camel.yaml --payload sample.json");
        }
        if (file != null && !Files.isRegularFile(file)) {
            throw fault("there is no file " + file);
        }
        if (file != null && !file.toString().endsWith(ENDING)) {
            throw fault("the file's name has to end in " + ENDING + ", or the program does not read it: " + file);
        }
        try {
            return payload == null ? null : Files.readAllBytes(payload);
        } catch (IOException unreadable) {
            throw fault("can't read " + payload + ": name a file that is there");
        }
    }

    private void everything(OwnSettings own, Settings settings, Findings findings) {
        findings.ok("in use", new InUse(settings, List.of()).line());
        PlaceChecks places = new PlaceChecks(settings, findings, clock);
        InetSocketAddress ours = ports(own, findings);
        places.database();
        try (Rehearsal rehearsal = Rehearsal.start(settings, List.of())) {
            CamelContext context = rehearsal.context();
            SenderChecks senders = new SenderChecks(context, rehearsal.mediahook(), own, findings);
            senders.files();
            RouteFolder.strange(Path.of("routes")).forEach(remark -> findings.warn("routes", remark));
            senders.senders();
            try {
                CamelsReload.check(context);
                rehearsal.startCheck().served(rehearsal.mediahook());
            } catch (SettingsFault fault) {
                fault.faults().forEach(one -> findings.fault("settings", one));
            }
            rehearsal.startCheck().remarks(remark -> findings.warn("property", remark));
            rehearsal.mediahook().unknownProperties().forEach(remark -> findings.warn("property", remark));
            places.store(context);
            places.keys(context);
        }
        places.publicAddress(own.value("mediahook.public-url"), ours);
    }

    /** A running gateway holds the ports; it may be the very gateway whose configuration is checked. */
    private static InetSocketAddress ports(OwnSettings own, Findings findings) {
        try {
            Ports.check(own.context());
            findings.ok(
                    "ports",
                    own.value("camel.server.port") + " and " + own.value("camel.management.port") + " are free");
        } catch (SettingsFault taken) {
            taken.faults().forEach(one -> {
                if (one.contains(Ports.TAKEN)) {
                    findings.warn("ports", one + "; is it a gateway that runs?");
                } else {
                    findings.fault("ports", one);
                }
            });
        }
        String port = own.value("camel.server.port");
        return new InetSocketAddress(
                own.value("camel.server.host"), port.matches("\\d{1,5}") ? Integer.parseInt(port) : 0);
    }

    private void one(OwnSettings own, Settings settings, Path checked, byte @Nullable [] body, Findings findings) {
        try (Rehearsal rehearsal = Rehearsal.start(settings, List.of(checked))) {
            CamelContext context = rehearsal.context();
            SenderChecks senders = new SenderChecks(context, rehearsal.mediahook(), own, findings);
            List<RouteDefinition> routes = senders.file("file:" + checked);
            if (body == null || routes.isEmpty()) {
                return;
            }
            List<Processor> steps = routes.stream()
                    .flatMap(route -> RouteCalls.beans(context, route).stream())
                    .toList();
            SampleCheck sample = new SampleCheck(context, findings);
            first(steps, PayloadMappingProcessor.class)
                    .ifPresentOrElse(
                            mapping -> sample.mapping(mapping, delivery(checked, body)),
                            () -> findings.fault("payload", "the file has no PayloadMappingProcessor as a step"));
            first(steps, VerifyingStep.class).ifPresent(verifying -> {
                List<String> switches = verifying.switches();
                boolean set =
                        switches.stream().anyMatch(name -> !own.value(name).isEmpty());
                sample.proof((Processor) verifying, delivery(checked, body), switches, set);
            });
        }
    }

    private static <T> Optional<T> first(List<Processor> steps, Class<T> type) {
        return steps.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private Delivery delivery(Path checked, byte[] body) {
        String name = Objects.requireNonNull(checked.getFileName()).toString();
        String sender = name.substring(0, name.length() - ENDING.length());
        String target = path == null ? WebhookPath.of(sender) : path;
        String[] parts = target.split("\\?", 2);
        RequestHead head = RequestHead.of(
                        parts[0], headers.stream().map(this::header).toList())
                .withQuery(parts.length > 1 ? query(parts[1]) : Map.of());
        return new Delivery(
                new EventIds(clock, 0).next(), sender, Via.WEBHOOK, clock.instant(), head, RawBody.of(body));
    }

    private Map.Entry<String, String> header(String line) {
        int colon = line.indexOf(':');
        if (colon < 1) {
            throw fault("--header wants a name and a value: --header 'Acme-Signature: v1,…'");
        }
        return Map.entry(
                line.substring(0, colon).strip(), line.substring(colon + 1).strip());
    }

    private Map<String, String> query(String text) {
        try {
            Map<String, String> query = new HashMap<>();
            new QueryStringDecoder(text, false).parameters().forEach((name, values) -> query.put(name, values.get(0)));
            return query;
        } catch (IllegalArgumentException broken) {
            throw fault("the query of --path is not percent-encoded as in a URL: " + broken.getMessage());
        }
    }

    private ParameterException fault(String words) {
        return new ParameterException(spec.commandLine(), words);
    }
}
