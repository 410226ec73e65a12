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

/** Delivers successes to copies of a sender's file, in the way that the sender would. */
final class BentDeliveries {

    private final MediaHost host;
    private final TestGateway gateway;
    private final Map<String, List<URI>> media = new HashMap<>();

    BentDeliveries(MediaHost host, TestGateway gateway) {
        this.host = host;
        this.gateway = gateway;
    }

    /** The properties that switch a copy on and let it ask its sender, who never answers. */
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

    /** Delivers a success with a stranger's proof. */
    HttpResponse<String> forged(Bent bent) {
        String credential = sender(bent).demoCredential();
        String other = credential.startsWith("whsec_") ? "whsec_b2YtYS1zdHJhbmdlcg==" : "b2YtYS1zdHJhbmdlcg==";
        return deliver(bent, "forged", other, false);
    }

    /** Delivers a success with an unknown status word. Only for senders of which {@link #hasWord} is true. */
    void unfinished(Bent bent) {
        deliver(bent, "word", sender(bent).demoCredential(), true);
    }

    /** Delivers a genuine success. */
    HttpResponse<String> told(Bent bent) {
        return deliver(bent, "told", sender(bent).demoCredential(), false);
    }

    /** How often the media of one delivery were requested. */
    int fetched(Bent bent, String kind) {
        return media.getOrDefault(bent.sender() + kind, List.of()).stream()
                .mapToInt(host::requests)
                .sum();
    }

    /** Whether the sender reports by a single word that a job is done. */
    static boolean hasWord(Bent bent) {
        Payload success = success(sender(bent));
        String body = text(success, "a-job", List.of(URI.create("http://a/b")));
        return !body.equals(unfinished(body, success.status()));
    }

    /**
     * Whether the sender must confirm a success: because its webhook is thin, or because only a token proves it and the
     * sender has an API to ask.
     */
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

    /** The sender's usual success; if it reports none, the first payload that it sends. */
    private static Payload success(StandInSender sender) {
        return sender.payloads().stream()
                .filter(payload -> payload.ends() == Ends.COMPLETED)
                .findFirst()
                .orElse(sender.payloads().get(0));
    }
}
