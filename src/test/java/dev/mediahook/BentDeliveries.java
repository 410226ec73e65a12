package dev.mediahook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mediahook.BentRoutes.Bent;
import dev.mediahook.standin.Ends;
import dev.mediahook.standin.Facts;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import dev.mediahook.standin.Payload;
import dev.mediahook.standin.SignedRequest;
import dev.mediahook.standin.StandInSender;
import dev.mediahook.standin.StandInSenders;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Successes, delivered to copies of a sender's file as that sender would deliver them. */
final class BentDeliveries {

    private final MediaHost host;
    private final TestGateway gateway;
    private final Map<String, List<URI>> media = new HashMap<>();

    BentDeliveries(MediaHost host, TestGateway gateway) {
        this.host = host;
        this.gateway = gateway;
    }

    /** What a copy needs to be on, and to ask its sender, who is never there. */
    static Map<String, String> properties(Bent bent, URI keys) {
        StandInSender sender = sender(bent);
        String prefix = "mediahook." + bent.sender() + ".";
        Map<String, String> properties = new HashMap<>();
        StandInSenders.properties(keys).forEach((name, value) -> {
            if (name.startsWith("mediahook." + bent.original() + ".")) {
                properties.put(name.replace("mediahook." + bent.original() + ".", prefix), value);
            }
        });
        properties.put(prefix + "require-known-job", Boolean.toString(bent.how().contains("known")));
        if (!sender.publishesKeys()) {
            properties.put(prefix + "api-key", "key:secret");
            properties.put(prefix + "api-url", "http://127.0.0.1:1");
        }
        return properties;
    }

    /** A success that a stranger proved. */
    HttpResponse<String> forged(Bent bent) {
        String credential = sender(bent).demoCredential();
        String other = credential.startsWith("whsec_") ? "whsec_b2YtYS1zdHJhbmdlcg==" : "b2YtYS1zdHJhbmdlcg==";
        return deliver(bent, "forged", other, false);
    }

    /** A success but for its word, which nobody knows; one that says by more than a word that it is none is left out. */
    void unfinished(Bent bent) {
        deliver(bent, "word", sender(bent).demoCredential(), true);
    }

    /** A success. */
    HttpResponse<String> told(Bent bent) {
        return deliver(bent, "told", sender(bent).demoCredential(), false);
    }

    /** How many of its media were asked for. */
    int fetched(Bent bent, String kind) {
        return media.getOrDefault(bent.sender() + kind, List.of()).stream()
                .mapToInt(host::requests)
                .sum();
    }

    /** Whether its senders says by one word that a job is done. */
    static boolean hasWord(Bent bent) {
        Payload success = success(sender(bent));
        String body = text(success, "a-job", List.of(URI.create("http://a/b")));
        return !body.equals(unfinished(body, success.status()));
    }

    /** Whether a success lacks what it tells of, or nobody's signature stands behind it and its sender can be asked. */
    static boolean needsConfirming(Bent bent) {
        String text = bent.text();
        boolean token = text.contains("TokenProcessor") && !text.contains("HmacSignatureProcessor");
        return text.matches("(?s).*thin: .?true.*") || (token && text.contains("SenderApiProcessor"));
    }

    static StandInSender sender(Bent bent) {
        return StandInSenders.named(bent.original()).orElseThrow();
    }

    private HttpResponse<String> deliver(Bent bent, String kind, String credential, boolean unfinished) {
        StandInSender sender = sender(bent);
        Payload success = success(sender);
        List<URI> named = new ArrayList<>();
        for (MediaKind medium : success.media()) {
            named.add(host.medium(medium, bent.sender() + "-" + kind + "-" + named.size()));
        }
        media.put(bent.sender() + kind, named);
        String body = text(success, kind + "-" + bent.sender(), named);
        byte[] bytes = (unfinished ? unfinished(body, success.status()) : body).getBytes(UTF_8);
        SignedRequest request = sender.request(bytes, credential, Instant.now());
        List<String> headers = new ArrayList<>();
        request.headers().forEach((name, value) -> headers.addAll(List.of(name, value)));
        String path = request.path().replaceFirst("/webhooks/" + bent.original(), "/webhooks/" + bent.sender());
        return gateway.post(path, bytes, headers.toArray(String[]::new));
    }

    private static String text(Payload payload, String jobId, List<URI> media) {
        return new String(payload.body(new Facts(jobId, "evt_" + jobId, media, Instant.now())), UTF_8);
    }

    private static String unfinished(String success, String word) {
        return success.replaceAll("(?<=:)(\"?)" + word.replace(".", "\\.") + "\\1(?=[,}])", "$199$1");
    }

    /** The usual success; of a sender that tells of none what it tells. */
    private static Payload success(StandInSender sender) {
        return sender.payloads().stream()
                .filter(payload -> payload.ends() == Ends.COMPLETED)
                .findFirst()
                .orElse(sender.payloads().get(0));
    }
}
