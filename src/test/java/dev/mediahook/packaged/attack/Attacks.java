package dev.mediahook.packaged.attack;

import static dev.mediahook.packaged.attack.Attack.asking;
import static dev.mediahook.packaged.attack.Attack.holding;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** All attacks. Those that use a secret come from a hostile sender, or from an attacker who has its secret. */
public final class Attacks implements AutoCloseable {

    private final EvilHost host = EvilHost.start();

    /** Ids with control and format characters that could break or reverse a log line. */
    private static final List<String> HOSTILE = List.of(
            "\\n2026-01-01T00:00:00Z ERROR Mediahook event=forged",
            "\\r\\u001b[2K\\u001b[1Aforged",
            "\\u202egnp.exe\\u2066",
            "\\u200b\\u2028\\u0085\\ufeff",
            "../../etc/passwd",
            "%0aevent=forged");

    private static final List<String> ABSURD = List.of(
            "?se=%2B1000000000-12-31T23:59:59Z",
            "?se=+1000000000-12-31T23:59:59Z",
            "?se=-999999999-01-01T00:00:00Z",
            "?X-Amz-Date=99991231T235959Z&X-Amz-Expires=999999999999999999",
            "?Expires=9223372036854775807");

    /** All attacks. The server's limits let in only some of the connections that they open. */
    public List<Attack> all() {
        return List.of(
                holding(
                        "claimed-length",
                        400,
                        n -> Wire.text("POST /webhooks/bfl HTTP/1.1\r\nHost: g\r\nContent-Length: 1048576\r\n\r\n")),
                holding("silent", 150, n -> new byte[0]),
                holding("half-head", 150, n -> Wire.text("POST /webhooks/bfl HTTP/1.1\r\nHost: g\r\nX-Half: ")),
                asking("bad-percent", 20, 20, n -> Wire.text("GET /api/jobs?% HTTP/1.1\r\nHost: g\r\n\r\n")),
                asking(
                        "bad-percent-webhook",
                        20,
                        20,
                        n -> Wire.post("/webhooks/bfl?%zz", Map.of(), "{}".getBytes(UTF_8))),
                asking("endless-headers", 2, 500, n -> success("headers-" + n, host.url("/endless-headers?" + n))),
                asking("endless-line", 2, 500, n -> success("line-" + n, host.url("/endless-line?" + n))),
                asking("gzip-of-nothing", 2, 500, n -> success("gzip-" + n, host.url("/gzip?" + n))),
                asking("many-media", 1, 5000, n -> manyMedia(n)),
                asking("slow-urls", 1, 20_000, n -> slow(n)),
                asking("hostile-ids", 2, 200, n -> running(HOSTILE.get((int) (n % HOSTILE.size())) + n)),
                asking("long-ids", 1, 3000, n -> running("x".repeat(900 * 1024) + n)),
                asking(
                        "absurd-dates",
                        2,
                        200,
                        n -> success("date-" + n, host.url("/absent" + ABSURD.get((int) (n % ABSURD.size()))))),
                asking(
                        "gzip-body",
                        1,
                        500,
                        n -> Wire.signed("bfl", EvilHost.emptyMembers(40_000), Map.of("Content-Encoding", "gzip"))),
                asking(
                        "wrong-token",
                        4,
                        10,
                        n -> Wire.post("/webhooks/krea/wrong-" + n, Map.of(), "{}".getBytes(UTF_8))),
                asking(
                        "wrong-api-token",
                        4,
                        10,
                        n -> Wire.text(
                                "GET /api/jobs HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer wrong-" + n + "\r\n\r\n")),
                asking(
                        "refusals",
                        8,
                        3,
                        n -> Wire.post("/webhooks/bfl", Map.of(), ("{\"n\":" + n + "}").getBytes(UTF_8))));
    }

    private static byte[] running(String id) {
        return Wire.signed("bfl", "{\"id\":\"" + id + "\",\"status\":\"Pending\"}");
    }

    private static byte[] success(String id, String... urls) {
        String list = List.of(urls).stream().map(url -> "\"" + url + "\"").collect(Collectors.joining(","));
        return Wire.signed(
                "krea", "{\"job_id\":\"" + id + "\",\"status\":\"completed\",\"result\":{\"urls\":[" + list + "]}}");
    }

    private static byte[] manyMedia(long n) {
        String list = IntStream.range(0, 200_000).mapToObj(i -> "\"a\"").collect(Collectors.joining(","));
        return Wire.signed(
                "krea",
                "{\"job_id\":\"many-" + n + "\",\"status\":\"completed\",\"result\":{\"urls\":[" + list + "]}}");
    }

    private byte[] slow(long n) {
        return success(
                "slow-" + n,
                IntStream.range(0, 200)
                        .mapToObj(i -> host.url("/drip?" + n + "-" + i))
                        .toArray(String[]::new));
    }

    @Override
    public void close() {
        host.close();
    }
}
