package dev.mediahook.standin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Any sender that has a route file; proves its deliveries as the beans in the file say. */
public final class RouteFileSender {

    private static final String ROOM = "dev.mediahook.verify.";

    private final String name;
    private final List<Bean> beans;
    private final WantedAnswer wanted;
    private final Clock clock;

    private record Bean(String type, Map<String, String> properties) {

        String credentialProperty() {
            return properties.getOrDefault("secrets", properties.getOrDefault("tokens", ""));
        }
    }

    private RouteFileSender(String name, List<Bean> beans, WantedAnswer wanted, Clock clock) {
        this.name = name;
        this.beans = beans;
        this.wanted = wanted;
        this.clock = clock;
    }

    /**
     * Reads a route file.
     *
     * @param name the sender's name
     * @param text the text of the file
     * @throws IllegalArgumentException if the text is not YAML, or if nothing in it says how the sender proves its
     *     deliveries
     */
    public static RouteFileSender of(String name, String text, Clock clock) {
        List<Bean> beans = new ArrayList<>();
        WantedAnswer wanted = WantedAnswer.ANY_SUCCESS;
        try {
            if (new Load(LoadSettings.builder().build()).loadFromString(text) instanceof List<?> entries) {
                entries.forEach(entry -> collect(entry, beans));
                wanted = entries.stream()
                        .flatMap(entry -> wanted(entry).stream())
                        .findFirst()
                        .orElse(wanted);
            }
        } catch (YamlEngineException noYaml) {
            throw new IllegalArgumentException(
                    "is no YAML: "
                            + String.valueOf(noYaml.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse(""),
                    noYaml);
        }
        if (beans.isEmpty()) {
            throw new IllegalArgumentException(
                    "has no bean that verifies by a secret or a token, so that nothing can be signed for it");
        }
        return new RouteFileSender(name, List.copyOf(beans), wanted, clock);
    }

    private static void collect(Object entry, List<Bean> found) {
        if (!(entry instanceof Map<?, ?> map) || !(map.get("beans") instanceof List<?> beans)) {
            return;
        }
        for (Object one : beans) {
            if (one instanceof Map<?, ?> bean
                    && String.valueOf(bean.get("type")).startsWith(ROOM)
                    && bean.get("properties") instanceof Map<?, ?> given) {
                Map<String, String> properties = new LinkedHashMap<>();
                given.forEach((property, value) -> properties.put(String.valueOf(property), String.valueOf(value)));
                Bean verifying = new Bean(String.valueOf(bean.get("type")).substring(ROOM.length()), properties);
                if (!verifying.credentialProperty().isEmpty()) {
                    found.add(verifying);
                }
            }
        }
    }

    /** The sender wants the answer that its file makes the gateway give. */
    private static Optional<WantedAnswer> wanted(Object entry) {
        return entry instanceof Map<?, ?> map
                        && map.get("route") instanceof Map<?, ?> route
                        && route.get("from") instanceof Map<?, ?> from
                        && from.get("parameters") instanceof Map<?, ?> parameters
                        && (parameters.containsKey("answer") || parameters.containsKey("answerStatus"))
                ? Optional.of(new WantedAnswer(
                        Integer.parseInt(String.valueOf(
                                parameters.containsKey("answerStatus") ? parameters.get("answerStatus") : "200")),
                        parameters.containsKey("answer") ? String.valueOf(parameters.get("answer")) : ""))
                : Optional.empty();
    }

    /** The gateway's properties that hold the sender's secrets or tokens; the first that has a value is used. */
    public List<String> credentialProperties() {
        return beans.stream().map(Bean::credentialProperty).toList();
    }

    /**
     * The delivery of a body.
     *
     * @param property one of {@link #credentialProperties()}
     * @param credential its value, or another secret or token
     * @throws IllegalArgumentException if the file or the credential can't be used
     */
    public SignedRequest request(byte[] body, String property, String credential) {
        Bean bean = beans.stream()
                .filter(one -> one.credentialProperty().equals(property))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no bean reads " + property));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        String path = "/webhooks/" + name;
        String id = Ids.prefixed("msg_", Long.toString(clock.millis()));
        switch (bean.type()) {
            case "HmacSignatureProcessor" ->
                headers.putAll(new HmacScheme(bean.properties()).headers(body, credential, id, clock.instant()));
            case "StandardWebhooksProcessor" ->
                headers.putAll(StandardWebhooks.headers(credential, id, clock.instant(), body));
            case "HeaderTokenProcessor" -> token(bean, credential, headers);
            case "PathTokenProcessor" -> path += "/" + encoded(credential);
            case "QueryTokenProcessor" ->
                path += "?" + bean.properties().getOrDefault("parameter", "token") + "=" + encoded(credential);
            default -> throw new IllegalArgumentException("a " + bean.type() + " needs a key that only the sender has");
        }
        return new SignedRequest(path, headers, body, wanted);
    }

    private static void token(Bean bean, String credential, Map<String, String> headers) {
        String header = bean.properties().getOrDefault("header", "Authorization");
        String usual = header.toLowerCase(Locale.ROOT).equals("authorization") ? "Bearer" : "";
        String scheme = bean.properties().getOrDefault("scheme", usual);
        headers.put(header, scheme.isEmpty() ? credential : scheme + " " + credential);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
