package dev.mediahook.house;

import static dev.mediahook.house.ShippedRoutes.items;
import static dev.mediahook.house.ShippedRoutes.list;
import static dev.mediahook.house.ShippedRoutes.map;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page of all senders, made of their route files. */
final class SenderTable {

    private static final String HEAD = """
            # Senders

            The build generates this page from the route files; do not edit it by hand. Each sender has a page with its set-up and common problems.
            The description in its route file says what is certain, what is inferred, and where each fact comes from. Every sender is off, and costs
            nothing, until the property that turns it on is set: `.webhook-secret` is short for `mediahook.{sender}.webhook-secret`. Several values
            are separated by commas. If a job's webhook does not come, Mediahook polls the job after the time in the last column, with pauses that
            grow from the first value to the second; `mediahook.{sender}.polls-per-minute` limits all polls.

            | Sender | Proven by | A success is confirmed | Media live | Turned on by | Its API is asked to | Limits |
            | --- | --- | --- | --- | --- | --- | --- |
            """;

    private SenderTable() {}

    static String page() {
        return HEAD
                + ShippedRoutes.senders().stream().map(SenderTable::row).collect(Collectors.joining())
                + "\n\"A success is confirmed\" means: if `.api-key` is set, the sender's own status endpoint confirms the success"
                + " before a medium is fetched. If your sender is not listed: [adding a sender](adding-a-sender.md).\n";
    }

    private static String row(Path file) {
        String name = file.getFileName().toString().replace(".camel.yaml", "");
        List<Map<String, Object>> beans = beans(file).toList();
        List<Map<String, Object>> proofs = beans.stream()
                .filter(bean -> type(bean).contains(".verify."))
                .filter(bean -> !type(bean).endsWith("SignedElseTokenProcessor"))
                .toList();
        boolean confirmed = items(file).toString().contains("mediahookConfirm")
                && asked(beans).contains("status");
        return "| [%s](senders/%s.md) | %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        name,
                        name,
                        proofs.isEmpty()
                                ? "sends no webhooks"
                                : proofs.stream().map(SenderTable::proof).collect(Collectors.joining("; else ")),
                        confirmed ? "yes" : "–",
                        Stream.concat(of(beans, "mediaLifetime"), Stream.of("–"))
                                .findFirst()
                                .orElseThrow(),
                        turnedOn(name, proofs),
                        asked(beans),
                        limits(beans, proofs));
    }

    private static String limits(List<Map<String, Object>> beans, List<Map<String, Object>> proofs) {
        List<String> limits = new ArrayList<>();
        if (proofs.stream().anyMatch(SenderTable::signsTime)) {
            limits.add("signed " + of(proofs, "tolerance").findFirst().orElse("5m") + " ago at most");
        }
        if (asked(beans).contains("status")) {
            String first = of(beans, "pollFirst").findFirst().orElse("5s");
            String most = of(beans, "pollMost").findFirst().orElse(first);
            limits.add("polled after " + of(beans, "webhookTimeout").findFirst().orElse("5m") + ", every " + first
                    + (most.equals(first) ? "" : " to " + most));
        }
        return limits.isEmpty() ? "–" : String.join("; ", limits);
    }

    private static boolean signsTime(Map<String, Object> bean) {
        String type = type(bean);
        return type.endsWith("StandardWebhooksProcessor")
                || type.endsWith("Ed25519SignatureProcessor")
                || property(bean, "signed").orElse("").contains("{timestamp}");
    }

    static Stream<Map<String, Object>> beans(Path file) {
        return items(file).stream()
                .filter(item -> item.containsKey("beans"))
                .flatMap(item -> list(item.get("beans")).stream());
    }

    /** How a bean verifies, by what it has to know; empty if it verifies nothing by itself. */
    static String family(Map<String, Object> bean) {
        return switch (type(bean).replaceFirst(".*\\.", "")) {
            case "HmacSignatureProcessor" ->
                switch (property(bean, "signed")
                        .orElse("{body}")
                        .replaceAll("[^a-z]+", " ")
                        .strip()) {
                    case "body" -> "HMAC of the body";
                    case "timestamp body" -> "HMAC of time and body";
                    case "id timestamp body" -> "HMAC of id, time and body, Standard Webhooks among them";
                    default -> "HMAC of what names the delivery";
                };
            case "StandardWebhooksProcessor" -> "HMAC of id, time and body, Standard Webhooks among them";
            case "Ed25519SignatureProcessor" -> "Ed25519";
            case "JwtSignatureProcessor" -> "JWT";
            case "HeaderTokenProcessor" -> "token in a header";
            case "PathTokenProcessor", "QueryTokenProcessor" -> "token in the address";
            default -> "";
        };
    }

    private static String proof(Map<String, Object> bean) {
        String kind = type(bean).replaceFirst(".*\\.", "").replace("Processor", "");
        return switch (kind) {
            case "HmacSignature" ->
                "HMAC of `" + property(bean, "signed").orElse("{body}") + "`, "
                        + property(bean, "encoding").orElse("HEX").toLowerCase(java.util.Locale.ROOT);
            case "StandardWebhooks" -> "Standard Webhooks";
            case "Ed25519Signature" -> "Ed25519, published keys";
            case "PathToken" -> "token in the path";
            case "QueryToken" -> "token in the query";
            case "HeaderToken" -> "token in a header";
            default -> kind;
        };
    }

    private static String turnedOn(String name, List<Map<String, Object>> proofs) {
        List<String> names = proofs.stream()
                .flatMap(bean -> Stream.of("secrets", "tokens").flatMap(key -> property(bean, key).stream()))
                .map(property -> "`" + property.replace("mediahook." + name, "") + "`")
                .toList();
        return names.isEmpty() ? "`.api-key`" : String.join(" or ", names);
    }

    private static String asked(List<Map<String, Object>> beans) {
        List<Map<String, Object>> apis = beans.stream()
                .filter(bean -> type(bean).endsWith("SenderApiProcessor"))
                .toList();
        List<String> calls = new ArrayList<>();
        for (String call : List.of("submit", "status", "cancel")) {
            of(apis, call).findFirst().ifPresent(found -> calls.add(call));
        }
        return calls.isEmpty() ? "–" : String.join(", ", calls);
    }

    private static Stream<String> of(List<Map<String, Object>> beans, String name) {
        return beans.stream().flatMap(bean -> property(bean, name).stream());
    }

    private static Optional<String> property(Map<String, Object> bean, String name) {
        return Optional.ofNullable(map(bean.get("properties")).get(name)).map(String::valueOf);
    }

    static String type(Map<String, Object> bean) {
        return String.valueOf(bean.get("type"));
    }
}
