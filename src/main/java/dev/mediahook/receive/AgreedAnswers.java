package dev.mediahook.receive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mediahook.config.SettingsReader;
import dev.mediahook.delivery.Payload;
import dev.mediahook.delivery.RawBody;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What a sender has to be answered besides what is usual. None of it keeps, verifies or refuses anything.
 *
 * @param body of the answer to a delivery that is kept; empty: the usual one
 * @param type the content type of that body
 * @param status of that answer, 200 to 299
 * @param challenge the field of a body whose value is sent back; empty if the sender asks for none
 * @param probes the methods of requests by which the sender only asks whether somebody is there
 */
public record AgreedAnswers(String body, String type, int status, String challenge, List<String> probes) {

    private static final Set<String> PROBES = Set.of("OPTIONS", "HEAD", "GET");
    private static final int LONGEST_CHALLENGE = 4096;

    /**
     * Reads the parameters {@code answer}, {@code answerType}, {@code answerStatus}, {@code challenge} and {@code probe} of
     * an endpoint.
     *
     * @param parameters the value of each by its name, empty if it is not given
     * @throws IllegalArgumentException naming the one that does not fit
     */
    public static AgreedAnswers of(UnaryOperator<String> parameters) {
        String status = parameters.apply("answerStatus");
        if (!status.matches("(2\\d\\d)?")) {
            throw new IllegalArgumentException(
                    "answerStatus: " + status + " is not from 200 to 299: it answers deliveries that are kept");
        }
        List<String> probes = SettingsReader.commaSeparated(parameters.apply("probe"));
        if (!PROBES.containsAll(probes)) {
            throw new IllegalArgumentException("probe: " + String.join(", ", probes)
                    + " names other methods than OPTIONS, HEAD and GET: a delivery is a POST");
        }
        String type = parameters.apply("answerType");
        return new AgreedAnswers(
                parameters.apply("answer"),
                type.isEmpty() ? "text/plain" : type,
                status.isEmpty() ? 200 : Integer.parseInt(status),
                parameters.apply("challenge"),
                probes);
    }

    /** The methods that the sender's path takes, comma-separated. */
    String methods() {
        return String.join(",", "POST", String.join(",", probes)).replaceFirst(",$", "");
    }

    /** What is sent back of a body's challenge; nothing if it has none. */
    Optional<String> echo(RawBody delivered) {
        return challenge(delivered).map(value -> JsonNodeFactory.instance
                .objectNode()
                .put(challenge, value)
                .toString());
    }

    /** Whether a body holds a challenge and nothing else: then it tells of no job, whoever has sent it. */
    boolean isProbe(RawBody delivered) {
        return challenge(delivered).isPresent()
                && json(delivered).filter(json -> json.size() == 1).isPresent();
    }

    private Optional<String> challenge(RawBody delivered) {
        return challenge.isEmpty()
                ? Optional.empty()
                : json(delivered)
                        .map(json -> json.path(challenge))
                        .filter(value -> value.isTextual() || value.isNumber())
                        .map(JsonNode::asText)
                        .filter(value -> value.length() <= LONGEST_CHALLENGE);
    }

    private static Optional<JsonNode> json(RawBody delivered) {
        return Payload.read(delivered, Payload.USUAL_LIMIT).map(Payload::json).filter(JsonNode::isObject);
    }
}
