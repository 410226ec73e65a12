package dev.mediahook.cli;

import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.StandInSender;
import dev.mediahook.standin.StandInSenders;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Demonstrates the whole flow without any account: runs a gateway and stand-ins for its senders in one program. */
@Command(
        name = "demo",
        header = "Starts a gateway, plays its senders, checks the outcome.",
        mixinStandardHelpOptions = true,
        description =
                "Starts the gateway with stand-ins for its senders, delivers every payload they know, checks the outcome.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class DemoCommand implements Callable<Integer> {

    private static final String TOKEN = "demo-token";

    private final GatewayStart start;
    private final Function<String, Optional<String>> configured;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Option(names = "--once", description = "End after the check; the exit code is 0 only if all is as it should be.")
    private boolean once;

    /** The property, if it is given with -D, overrides the port that the demo gives its gateway. */
    @Option(
            names = "--port",
            defaultValue = "${sys:camel.server.port:-8080}",
            description = "Default: ${DEFAULT-VALUE}, or the next free one")
    private int port;

    @Option(
            names = "--management-port",
            defaultValue = "${sys:camel.management.port:-9876}",
            description = "Default: ${DEFAULT-VALUE}, or the next free one")
    private int managementPort;

    @Option(names = "--data-dir", defaultValue = "demo-data", description = "Default: ${DEFAULT-VALUE}")
    private Path dataDir;

    @Option(names = "--wait", defaultValue = "20s", converter = Spans.class, description = "For each outcome, at most.")
    private Duration limit;

    DemoCommand(GatewayStart start, Function<String, Optional<String>> configured, Clock clock) {
        this.start = start;
        this.configured = configured;
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        int free = told(port, out);
        int management = told(managementPort == free ? managementPort + 1 : managementPort, out);
        try (MediaHost host = MediaHost.start(0, clock);
                GatewayStart.Started started = start.start(properties(free, management))) {
            DemoGateway gateway = new DemoGateway(started.url(), TOKEN);
            out.printf("gateway   %s (management on %d)%n", gateway.url(), management);
            out.printf("media     %s, served by the stand-in%n", host.url());
            out.printf("data      %s%n", dataDir.toAbsolutePath());
            int deviations = play(gateway, host, out);
            if (once) {
                return deviations == 0 ? 0 : 1;
            }
            next(gateway, out);
            Runtime.getRuntime().addShutdownHook(new Thread(started::close, "demo-stop"));
            new CountDownLatch(1).await();
            return 0;
        }
    }

    private int play(DemoGateway gateway, MediaHost host, PrintWriter out) {
        List<String> deviations = new ArrayList<>();
        out.printf("%nDeliveries and answers%n");
        List<DemoCase> cases =
                new DemoDeliveries(host, clock, out, deviations, this::credential).deliver(gateway.url());
        out.printf("%nResults%n");
        DemoOutcome outcome = new DemoOutcome(gateway, host, out, deviations, limit);
        outcome.check(cases);
        out.printf("%nRefusals and causes%n");
        outcome.refusals(
                DemoDeliveries.forgedSenders().stream().map(StandInSender::name).toList());
        out.printf(
                "%n%d events from %d senders, %d media stored, %d not as it should be%n",
                cases.size(), StandInSenders.shown().size(), outcome.stored(), deviations.size());
        deviations.forEach(out::println);
        out.flush();
        return deviations.size();
    }

    private Map<String, String> properties(int free, int management) {
        Map<String, String> properties = new HashMap<>();
        properties.put("camel.server.host", "127.0.0.1");
        properties.put("camel.server.port", String.valueOf(free));
        properties.put("camel.management.port", String.valueOf(management));
        properties.put("mediahook.data-dir", dataDir.toString());
        properties.put("mediahook.media.store", "file:" + dataDir.resolve("media"));
        properties.put("mediahook.media.allow-http", "true");
        properties.put("mediahook.media.allow-addresses", "127.0.0.0/8");
        properties.put("mediahook.api.token", TOKEN);
        for (StandInSender sender : StandInSenders.all()) {
            // Other settings of the user would disturb the demo.
            for (String end : List.of("api-key", "media-hosts", "require-known-job")) {
                properties.put("mediahook." + sender.name() + "." + end, "");
            }
        }
        StandInSenders.shown().forEach(sender -> properties.put(sender.credentialProperty(), sender.demoCredential()));
        properties.put(
                StandInSenders.SECRET_IF_TOLD,
                configured.apply(StandInSenders.SECRET_IF_TOLD).orElse(""));
        for (String name : List.of("public-url", "notify.to", "database.url", "database.schema", "media.prefix")) {
            properties.put("mediahook." + name, "");
        }
        return Map.copyOf(properties);
    }

    /** A sender that signs only if its secret is set does so in the demo, too. */
    private String credential(StandInSender sender) {
        return sender.credentialProperties().contains(StandInSenders.SECRET_IF_TOLD)
                ? configured.apply(StandInSenders.SECRET_IF_TOLD).orElse(sender.demoCredential())
                : sender.demoCredential();
    }

    private static int told(int wanted, PrintWriter out) {
        int free = Ports.freeFrom(wanted);
        if (free != wanted) {
            out.printf("port %d is taken by another program, %d is used instead%n", wanted, free);
        }
        return free;
    }

    private static void next(DemoGateway gateway, PrintWriter out) {
        String curl = "  curl -s -H 'Authorization: Bearer " + gateway.token() + "' '" + gateway.url();
        out.printf("%nTry next, in another terminal; Ctrl-C ends the demo%n");
        out.println(curl + "/api/jobs?limit=5'");
        out.println(curl + "/api/events?state=done&limit=5'");
        out.println(curl + "/api/rejections'");
        out.println("  java -jar target/mediahook.jar send "
                + StandInSenders.all().get(0).name() + " --to " + gateway.url());
        out.flush();
    }
}
