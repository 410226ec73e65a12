package dev.mediahook.cli;

import dev.mediahook.standin.Answer;
import dev.mediahook.standin.Ends;
import dev.mediahook.standin.Facts;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.Payload;
import dev.mediahook.standin.Sending;
import dev.mediahook.standin.StandInSender;
import dev.mediahook.standin.StandInSenders;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The demo's first half: sends every payload of every sender, some twice, two of them forged. */
final class DemoDeliveries {

    private final MediaHost host;
    private final Clock clock;
    private final PrintWriter out;
    private final List<String> deviations;
    private final Function<StandInSender, String> credentials;
    private final Sending sending = new Sending(Duration.ofSeconds(10));

    /**
     * @param credentials returns each sender's secret or token
     */
    DemoDeliveries(
            MediaHost host,
            Clock clock,
            PrintWriter out,
            List<String> deviations,
            Function<StandInSender, String> credentials) {
        this.credentials = credentials;
        this.host = host;
        this.clock = clock;
        this.out = out;
        this.deviations = deviations;
    }

    /** Sends all deliveries to the gateway. Job ids are unique per run. */
    List<DemoCase> deliver(URI gateway) {
        String started = Long.toString(clock.millis(), 36);
        List<DemoCase> cases = new ArrayList<>();
        for (StandInSender sender : StandInSenders.shown()) {
            String run = started + "-" + sender.name() + "-";
            String first = sender.payloads().get(0).name();
            for (Payload payload : sender.payloads()) {
                // A payload that changes no job refers to the job that succeeded.
                String job = sender.jobId(run + (payload.ends() == Ends.NO_CHANGE ? first : payload.name()));
                DemoCase one = made(sender, payload, job, run);
                cases.add(one);
                send(gateway, one, credentials.apply(sender), "", 200, "received");
                if (payload.name().equals(first)) {
                    send(gateway, one, credentials.apply(sender), "again", 200, "already_processed");
                }
            }
        }
        for (StandInSender sender : forgedSenders()) {
            DemoCase forged = made(sender, sender.payloads().get(0), sender.jobId(started + "forged"), started);
            send(gateway, forged, "not-the-" + sender.demoCredential(), "forged", 401, "invalid_signature");
        }
        return List.copyOf(cases);
    }

    /** One sender that signs and one that does not. */
    static List<StandInSender> forgedSenders() {
        return Stream.of(true, false)
                .map(signs -> StandInSenders.shown().stream()
                        .filter(one -> one.signs() == signs)
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    private DemoCase made(StandInSender sender, Payload payload, String job, String run) {
        List<URI> media = new ArrayList<>();
        for (int i = 0; i < payload.media().size(); i++) {
            media.add(host.medium(payload.media().get(i), job + "-" + i));
        }
        String event = "evt_" + run + payload.name().replace('.', '-');
        byte[] body = payload.body(new Facts(job, event, media, clock.instant()));
        return new DemoCase(sender, payload, job, event, media, new String(body, StandardCharsets.UTF_8));
    }

    private void send(URI gateway, DemoCase one, String credential, String note, int status, String word) {
        var request = one.sender().request(one.body().getBytes(StandardCharsets.UTF_8), credential, clock.instant());
        Answer answer = sending.once(gateway.resolve(request.path()), request);
        out.println(one.line(note, answer.status() + " " + answer.body().strip()));
        out.flush();
        if (answer.status() != status || !answer.body().contains("\"" + word + "\"")) {
            deviations.add(one.line(
                    note,
                    "was answered " + answer.status() + " " + answer.body().strip() + " instead of " + status + " "
                            + word));
        }
    }
}
