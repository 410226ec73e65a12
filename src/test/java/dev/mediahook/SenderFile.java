package dev.mediahook;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** The route file of a sender that a test invents: the usual chain, with the beans that the test needs. */
public final class SenderFile {

    private final String sender;
    private final List<String> from = new ArrayList<>();
    private final List<String> mapping = new ArrayList<>();
    private final List<String> api = new ArrayList<>();
    private String verifier;
    private String steps = "";
    private String otherwise =
            "            otherwise: { steps: [ { to: { uri: \"direct:mediahook-event-unknown\" } } ] }\n";

    /** A sender with a token in its webhook's path. */
    public SenderFile(String sender) {
        this.sender = sender;
        this.verifier =
                bean("Verifier", "verify.PathTokenProcessor", List.of("tokens: mediahook.SENDER.webhook-token"));
    }

    /** Verifies by this processor instead of the token. */
    public SenderFile verifier(String type, String... properties) {
        verifier = bean("Verifier", "verify." + type, List.of(properties));
        return this;
    }

    /** Verifies the signature if the sender has a secret, and the token in the path otherwise. */
    public SenderFile signedElseToken(String type, String... properties) {
        verifier = bean("Signature", "verify." + type, List.of(properties))
                + bean("Token", "verify.PathTokenProcessor", List.of("tokens: mediahook.SENDER.webhook-token"))
                + bean(
                        "Verifier",
                        "verify.SignedElseTokenProcessor",
                        List.of("signature: \"#bean:SENDERSignature\"", "token: \"#bean:SENDERToken\""));
        return this;
    }

    /** Adds parameters to the webhook's endpoint. */
    public SenderFile from(String... parameters) {
        from.addAll(List.of(parameters));
        return this;
    }

    /** Adds properties to the payload mapping. */
    public SenderFile mapping(String... properties) {
        mapping.addAll(List.of(properties));
        return this;
    }

    /** Adds properties to the sender's API. */
    public SenderFile api(String... properties) {
        api.addAll(List.of(properties));
        return this;
    }

    /** Adds a step between the mapping of a kept event and the choice. */
    public SenderFile step(String ref) {
        steps += "        - process: { ref: " + ref + " }\n";
        return this;
    }

    /** Leaves out the branch for words that the mapping does not know. */
    public SenderFile withoutOtherwise() {
        otherwise = "";
        return this;
    }

    public String text() {
        String apiBean = api.isEmpty()
                ? ""
                : bean(
                        "Api",
                        "submit.SenderApiProcessor",
                        append(api, "sender: SENDER", "answers: \"#bean:SENDERPayload\""));
        return ("- beans:\n" + verifier + bean("Payload", "event.PayloadMappingProcessor", mapping) + apiBean
                        + """
                - route:
                    id: mediahook-SENDER-webhook
                    from:
                      uri: mediahook:webhook
                      parameters:
                        sender: SENDER
                FROM      steps:
                        - process: { ref: SENDERVerifier }
                        - process: { ref: SENDERPayload }
                        - idempotentConsumer:
                            idempotentRepository: mediahookInbox
                            skipDuplicate: false
                            expression: { simple: { expression: "${body.key}" } }
                            steps:
                              - process: { ref: mediahookAcknowledge }
                - route:
                    id: mediahook-SENDER-event
                    from:
                      uri: mediahook:inbox
                      parameters: { sender: SENDER }
                      steps:
                        - process: { ref: SENDERPayload }
                STEPS        - choice:
                            when:
                WHENOTHERWISE""".replace("FROM", lines("        ", from))
                                .replace("STEPS", steps)
                                .replace(
                                        "WHEN",
                                        when("completed", "fetch-media")
                                                + when("failed", "job-failed")
                                                + when("moderated", "job-moderated")
                                                + when("running", "job-running"))
                                .replace("OTHERWISE", otherwise))
                .replace("SENDER", sender);
    }

    /** All files as one route builder, with which a gateway can start. */
    public static RoutesBuilder all(SenderFile... files) {
        return new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                for (SenderFile file : files) {
                    PluginHelper.getRoutesLoader(getContext())
                            .loadRoutes(ResourceHelper.fromString(file.sender + ".camel.yaml", file.text()));
                }
            }
        };
    }

    private static List<String> append(List<String> lines, String... more) {
        List<String> all = new ArrayList<>(lines);
        all.addAll(List.of(more));
        return all;
    }

    private static String bean(String name, String type, List<String> properties) {
        return "    - name: SENDER" + name + "\n      type: dev.mediahook." + type + "\n      properties:\n"
                + lines("        ", properties);
    }

    private static String when(String outcome, String room) {
        return "              - expression: { simple: { expression: \"${body.outcome} == '" + outcome + "'\" } }\n"
                + "                steps: [ { to: { uri: \"direct:mediahook-" + room + "\" } } ]\n";
    }

    private static String lines(String indent, List<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(indent).append(line).append('\n'));
        return text.toString();
    }
}
