package dev.mediahook.bench.program;

import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.StandInSenders;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures how many deliveries a second are verified, on disk and answered, for each kind of signature, in turns within
 * one run. BFL signs with an HMAC of the body, Higgsfield with Standard Webhooks, and fal with an Ed25519 key that it
 * publishes. Each delivery reports that another job has failed, so that the program does the same work for all three.
 * If others use the machine, the processor time of a delivery tells more than the rate.
 */
final class SignatureBench {

    private static final int DELIVERIES = Integer.getInteger("mediahook.bench.deliveries", 10_000);
    private static final String STANDARD_SECRET = "whsec_bWVkaWFob29rLXRlc3Qta2V5LTMyLWJ5dGVzLWxvbmc=";
    private static final int CONNECTIONS = 64;
    private static final int TURNS = 3;

    private static final Map<String, String> FAILED = new LinkedHashMap<>();

    static {
        FAILED.put(
                "bfl",
                "{\"id\":\"$job\",\"status\":\"Failed\",\"error\":\"internal_error\",\"message\":\"It failed\"}");
        FAILED.put(
                "higgsfield",
                "{\"status\":\"failed\",\"request_id\":\"$job\",\"error\":\"It failed: internal_error\"}");
        FAILED.put("fal", "{\"request_id\":\"$job\",\"status\":\"ERROR\",\"error\":\"It failed: internal_error\"}");
    }

    private SignatureBench() {}

    static void run() throws IOException {
        try (MediaHost keys = MediaHost.start(0, Clock.systemUTC())) {
            List<String> options = new ArrayList<>();
            StandInSenders.properties(keys.url()).forEach((name, value) -> {
                if (FAILED.keySet().stream().anyMatch(sender -> name.startsWith("mediahook." + sender + "."))) {
                    options.add("-D" + name + "=" + value);
                }
            });
            options.add("-D" + StandInSenders.SECRET_IF_TOLD + "=" + STANDARD_SECRET);
            try (Program program = Program.start(options)) {
                run(program, new Load(program.port(), CONNECTIONS));
            }
        }
    }

    private static String secret(String sender) {
        return sender.equals(StandInSenders.SIGNS_IF_TOLD)
                ? STANDARD_SECRET
                : StandInSenders.named(sender).orElseThrow().demoCredential();
    }

    private static void run(Program program, Load load) throws IOException {
        Map<String, Double> rates = new LinkedHashMap<>();
        Map<String, Double> costs = new LinkedHashMap<>();
        int from = 0;
        for (int turn = 0; turn <= TURNS; turn++) {
            for (Map.Entry<String, String> sender : FAILED.entrySet()) {
                int made = DELIVERIES + CONNECTIONS;
                SignedDeliveries deliveries =
                        new SignedDeliveries(sender.getKey(), secret(sender.getKey()), sender.getValue(), from, made);
                Duration before = program.cpu();
                Load.Result result = load.run(DELIVERIES, deliveries);
                double micros = program.cpu().minus(before).toNanos() / 1e3 / DELIVERIES;
                from += made;
                // In the first turn, the program is still cold.
                System.out.printf(
                        "%s   %5.0f us of a core each%n",
                        result.row((turn == 0 ? "warm-up " : "turn " + turn + "  ") + sender.getKey()), micros);
                if (turn > 0) {
                    rates.merge(sender.getKey(), result.perSecond(), Double::sum);
                    costs.merge(sender.getKey(), micros, Double::sum);
                }
            }
        }
        for (String sender : FAILED.keySet()) {
            System.out.printf(
                    "%-12s %.2f of the HMAC's rate, %.2f by the time on a core, mean of %d turns%n",
                    sender,
                    rates.getOrDefault(sender, 0.0) / rates.getOrDefault("bfl", 1.0),
                    costs.getOrDefault("bfl", 0.0) / costs.getOrDefault(sender, 1.0),
                    TURNS);
        }
    }
}
