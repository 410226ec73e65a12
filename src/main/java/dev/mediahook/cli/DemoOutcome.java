package dev.mediahook.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.standin.Ends;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/** The demo's second half: checks the result of each delivery in the gateway's API and in its files. */
final class DemoOutcome {

    private final DemoGateway gateway;
    private final MediaHost host;
    private final PrintWriter out;
    private final List<String> deviations;
    private final Duration limit;
    private int stored;

    DemoOutcome(DemoGateway gateway, MediaHost host, PrintWriter out, List<String> deviations, Duration limit) {
        this.gateway = gateway;
        this.host = host;
        this.out = out;
        this.deviations = deviations;
        this.limit = limit;
    }

    /** How many media were stored exactly as they were served. */
    int stored() {
        return stored;
    }

    void check(List<DemoCase> cases) {
        cases.forEach(one -> {
            if (one.payload().ends() == Ends.NO_CHANGE) {
                event(one);
            } else {
                job(one);
            }
            out.flush();
        });
    }

    /**
     * Prints what was refused.
     *
     * @param senders the senders for which a delivery was forged
     */
    void refusals(List<String> senders) {
        JsonNode items = gateway.get("/api/rejections").path("items");
        items.forEach(item -> out.printf(
                "  %-11s %-24s %s bytes, sha256 %.12s…%n",
                item.path("sender").asText(),
                item.path("cause").asText(),
                item.path("bytes").asText(),
                item.path("sha256").asText()));
        senders.stream()
                .filter(sender -> !items.findValuesAsText("sender").contains(sender))
                .forEach(sender ->
                        deviations.add("  " + sender + ": /api/rejections does not name the forged delivery"));
    }

    private void event(DemoCase one) {
        boolean done = Patience.until(() -> done(one), limit);
        out.println(one.line("", done ? "recorded, no job changed" : "not done"));
        if (!done) {
            deviations.add(one.line("", "is not among the events that are done"));
        }
    }

    private boolean done(DemoCase one) {
        JsonNode items = gateway.get("/api/events?state=done&limit=500&sender="
                        + one.sender().name())
                .path("items");
        for (JsonNode item : items) {
            if (item.path("key").asText().contains(one.eventId())) {
                return true;
            }
        }
        return false;
    }

    private void job(DemoCase one) {
        String path = "/api/jobs/" + one.sender().name() + "/" + one.jobId();
        String expected = one.payload().ends().word();
        boolean right =
                Patience.until(() -> gateway.get(path).path("status").asText().equals(expected), limit);
        JsonNode job = gateway.get(path);
        String code = job.path("error").path("code").asText("");
        String status = job.path("status").asText("unknown here");
        out.println(one.line("", code.isEmpty() || code.equals("null") ? status : status + ": " + code));
        if (!right) {
            deviations.add(one.line("", "is " + status + " " + code + " instead of " + expected));
            return;
        }
        JsonNode media = job.path("media");
        if (media.size() != one.media().size()) {
            deviations.add(one.line(
                    "",
                    "has " + media.size() + " media instead of " + one.media().size()));
            return;
        }
        for (int i = 0; i < media.size(); i++) {
            medium(one, i, media.get(i));
        }
    }

    private void medium(DemoCase one, int index, JsonNode medium) {
        String location = medium.path("location").asText();
        out.printf(
                "  %-11s   stored %s, %s bytes%n",
                "", location, medium.path("size").asText());
        MediaKind kind = one.payload().media().get(index);
        String served = sha256(host.bytes(kind, one.jobId() + "-" + index));
        if (!medium.path("sha256").asText().equals(served) || !served.equals(onDisk(location))) {
            deviations.add(one.line("", "medium " + index + " at " + location + " is not what was served"));
            return;
        }
        stored++;
    }

    private static String onDisk(String location) {
        try {
            URI uri = URI.create(location);
            Path file = uri.getPath() == null ? Path.of(uri.getSchemeSpecificPart()) : Path.of(uri.getPath());
            return sha256(Files.readAllBytes(file));
        } catch (IOException | IllegalArgumentException e) {
            return "not there";
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
