package dev.mediahook.bench.program;

import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.StandInSenders;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many deliveries of each family of signatures a second are verified, on disk and answered, in turns within one run: BFL signs
 * an HMAC of the body, Higgsfield as Standard Webhooks, fal by an Ed25519 key that it publishes. Each delivery says that another
 * job has failed, so that all three have the same done.
 */
final class SignatureBench {

    private static final int DELIVERIES = Integer.getInteger("mediahook.bench.deliveries", 10_000);
    private static final String STANDARD_SECRET = "whsec_bWVkaWFob29rLXRlc3Qta2V5LTMyLWJ5dGVzLWxvbmc=";
    private static final int CONNECTIONS = 64;
    private static final int TURNS = 3;

    private static final Map<String, String> FAILED = new LinkedHashMap<>();

    static {
        FAILED.put("bfl", "{\"id\":\"$job\",\"status\":\"Failed\",\"error\":\"internal_error\",\"message\":\"It failed\"}");
        FAILED.put("higgsfield", "{\"status\":\"failed\",\"request_id\":\"$job\",\"error\":\"It failed: internal_error\"}");
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
                run(new Load(program.port(), CONNECTIONS));
            }
        }
    }

    private static String secret(String sender) {
        return sender.equals(StandInSenders.SIGNS_IF_TOLD)
                ? STANDARD_SECRET
                : StandInSenders.named(sender).orElseThrow().demoCredential();
    }

    private static void run(Load load) throws IOException {
        Map<String, Double> sums = new LinkedHashMap<>();
        int from = 0;
        for (int turn = 0; turn <= TURNS; turn++) {
            for (Map.Entry<String, String> sender : FAILED.entrySet()) {
                int made = DELIVERIES + CONNECTIONS;
                Load.Result result =
                        load.run(DELIVERIES, new SignedDeliveries(sender.getKey(), secret(sender.getKey()), sender.getValue(), from, made));
                from += made;
                // The first turn is that of a program which is still cold.
                System.out.println(result.row((turn == 0 ? "warm-up " : "turn " + turn + "  ") + sender.getKey()));
                if (turn > 0) {
                    sums.merge(sender.getKey(), result.perSecond(), Double::sum);
                }
            }
        }
        double hmac = sums.get("bfl");
        sums.forEach((sender, sum) ->
                System.out.printf("%-12s %.2f of the HMAC's rate, mean of %d turns%n", sender, sum / hmac, TURNS));
    }
}
