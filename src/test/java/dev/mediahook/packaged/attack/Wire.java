package dev.mediahook.packaged.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mediahook.standin.SignedRequest;
import dev.mediahook.standin.StandInSender;
import dev.mediahook.standin.StandInSenders;
import java.io.ByteArrayOutputStream;
import java.util.Map;

/** Makes requests as bytes, also ones that no client would send. */
final class Wire {

    private Wire() {}

    static byte[] post(String path, Map<String, String> headers, byte[] body) {
        StringBuilder head = new StringBuilder("POST ").append(path).append(" HTTP/1.1\r\nHost: gateway\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.toString().getBytes(ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    static byte[] text(String request) {
        return request.getBytes(ISO_8859_1);
    }

    /** A delivery with this sender's signature or token. */
    static byte[] signed(String sender, String body) {
        return signed(sender, body.getBytes(UTF_8), Map.of());
    }

    static byte[] signed(String sender, byte[] body, Map<String, String> more) {
        StandInSender from = StandInSenders.named(sender).orElseThrow();
        SignedRequest request = from.request(body, from.demoCredential());
        Map<String, String> headers = new java.util.TreeMap<>(request.headers());
        headers.putAll(more);
        return post(request.path(), headers, body);
    }
}
