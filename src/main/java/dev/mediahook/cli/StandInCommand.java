package dev.mediahook.cli;

import dev.mediahook.standin.Faults;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.SenderApis;
import dev.mediahook.standin.StandInSender;
import dev.mediahook.standin.StandInSenders;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Simulates the senders' APIs, so that a gateway can submit, poll and cancel jobs without any account. */
@Command(
        name = "stand-in",
        header = "Plays the senders' own APIs on this machine.",
        mixinStandardHelpOptions = true,
        description = "Plays the senders' APIs on loopback: takes jobs, delivers their webhooks, serves their media.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class StandInCommand implements Callable<Integer> {

    private final Function<String, Optional<String>> properties;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Option(names = "--port", defaultValue = "9000", description = "Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(names = "--key", defaultValue = "demo-key", description = "The API key of all. Default: ${DEFAULT-VALUE}")
    private String key;

    @Option(names = "--seed", defaultValue = "1", description = "The same seed gives the same faults.")
    private long seed;

    @Option(names = "--lose", defaultValue = "0", description = "The share of jobs without a webhook, 0 to 1.")
    private double lose;

    @Option(names = "--repeat", defaultValue = "0", description = "The share of webhooks that are sent twice.")
    private double repeat;

    @Option(names = "--late", defaultValue = "0s", converter = Spans.class, description = "How late a webhook may be.")
    private Duration late;

    @Option(names = "--fail", defaultValue = "0", description = "The share of status calls that are answered 500.")
    private double fail;

    @Option(names = "--hang", defaultValue = "0", description = "The share of status calls that are not answered.")
    private double hang;

    @Option(names = "--lose-answers", defaultValue = "0", description = "The share of submissions that get no answer.")
    private double loseAnswers;

    @Option(
            names = "--takes",
            defaultValue = "4s",
            converter = Spans.class,
            description = "How long a job takes, at most.")
    private Duration takes;

    @Option(
            names = "--account-webhook",
            description = "The webhook URL of senders with one webhook for the whole account.")
    private @Nullable URI accountWebhook;

    @Option(names = "--account-secret", defaultValue = "whsec_demo", description = "The secret of that webhook.")
    private String accountSecret;

    StandInCommand(Function<String, Optional<String>> properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        if (Stream.of(lose, repeat, fail, hang, loseAnswers).anyMatch(share -> share < 0 || share > 1)) {
            throw new ParameterException(spec.commandLine(), "a share is a number from 0 to 1, such as 0.3");
        }
        Faults faults = new Faults(seed, lose, repeat, late, fail, hang, loseAnswers, takes.dividedBy(2), takes);
        try (MediaHost media = MediaHost.start(0, clock);
                SenderApis apis = SenderApis.start(port, media, key, faults, clock)) {
            if (accountWebhook != null) {
                apis.registerAccountWebhook(accountWebhook, accountSecret);
            }
            Optional<String> signing = properties.apply(StandInSenders.SECRET_IF_TOLD);
            signing.ifPresent(secret -> apis.signWith(StandInSenders.SIGNS_IF_TOLD, secret));
            out.println(
                    "# Put these into application.properties, start the gateway, and submit; Ctrl-C ends the stand-in");
            for (String sender : SenderApis.senders()) {
                out.printf("mediahook.%s.api-url=%s%n", sender, apis.url(sender));
                out.printf("mediahook.%s.api-key=%s%n", sender, key);
            }
            for (StandInSender sender : StandInSenders.delivering()) {
                if (sender.publishesKeys()) {
                    out.printf("mediahook.%s.keys-url=%s%n", sender.name(), apis.keys(sender.name()));
                } else {
                    out.printf("%s=%s%n", sender.credentialProperty(), sender.demoCredential());
                }
            }
            if (signing.isPresent()) {
                out.println("# the deliveries of " + StandInSenders.SIGNS_IF_TOLD + " are signed with the secret in "
                        + StandInSenders.SECRET_IF_TOLD);
            }
            out.println("mediahook.api.token=demo-token");
            out.println("mediahook.media.allow-http=true");
            out.println("mediahook.media.allow-addresses=127.0.0.0/8");
            out.println("mediahook.public-url=http://127.0.0.1:8080");
            out.flush();
            new CountDownLatch(1).await();
            return 0;
        }
    }
}
