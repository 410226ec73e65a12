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
 * The answers that a sender requires besides the usual ones. They change only what is answered, not whether a delivery
 * is verified, kept or refused.
 *
 * @param body the body of the answer to a delivery that is kept; empty: the usual body
 * @param type the content type of that body
 * @param status the status of that answer, 200 to 299
 * @param challenge the JSON field whose value is sent back; empty if the sender sends no challenge
 * @param probes the methods with which the sender only checks that the address answers
 */
public record AgreedAnswers(String body, String type, int status, String challenge, List<String> probes) {

    private static final Set<String> PROBES = Set.of("OPTIONS", "HEAD", "GET");
    private static final int LONGEST_CHALLENGE = 4096;

    /**
     * Reads the parameters {@code answer}, {@code answerType}, {@code answerStatus}, {@code challenge} and
     * {@code probe} of an endpoint.
     *
     * @param parameters returns a parameter's value by its name, empty if the parameter is not given
     * @throws IllegalArgumentException naming the parameter that is invalid
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

    /** The methods that the sender's path accepts, comma-separated. */
    String methods() {
        return String.join(",", "POST", String.join(",", probes)).replaceFirst(",$", "");
    }

    /** The JSON that echoes a body's challenge; empty if the body has none. */
    Optional<String> echo(RawBody delivered) {
        return challenge(delivered).map(value -> JsonNodeFactory.instance
                .objectNode()
                .put(challenge, value)
                .toString());
    }

    /** Whether a body holds a challenge and nothing else. Such a body tells of no job, whoever sent it. */
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
