package dev.mediahook.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The text of a new sender's route file. Guesses are marked; what could not be guessed has to be filled in. */
final class SenderFileText {

    private static final String GUESSED = "  # guessed";
    private static final String MISSING = "$.fill-in";
    private static final String HOST = "https://fill-in.invalid";

    /** A placeholder in the text below. */
    private static final String CONFIRM = "CONFIRM\n";

    private static final String CONFIRMING = """
                    - process:
                        description: Confirms a success at the sender's API, once this file has one
                        ref: mediahookConfirm
            """;

    private final String sender;
    private final PayloadGuess payload;
    private final SignatureGuess signature;

    SenderFileText(String sender, PayloadGuess payload, SignatureGuess signature) {
        this.sender = sender;
        this.payload = payload;
        this.signature = signature;
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("- beans:");
        bean(lines, "Proof", signature.type(), signature.properties(), true);
        bean(lines, "Payload", "dev.mediahook.event.PayloadMappingProcessor", mapping(), true);
        if (payload.mediaById()) {
            bean(lines, "Api", "dev.mediahook.submit.SenderApiProcessor", api(), true);
        }
        // All that is known of an API so far is that it serves the media.
        boolean confirms = signature.isToken() && !payload.mediaById();
        String routes = ROUTES.replace(CONFIRM, confirms ? CONFIRMING : "");
        return String.join("\n", lines) + "\n" + routes.replace("acme", sender);
    }

    private void bean(List<String> lines, String name, String type, Map<String, String> properties, boolean guessed) {
        lines.add("    - name: " + sender + name);
        lines.add("      type: " + type);
        lines.add("      properties:");
        properties.forEach((property, value) ->
                lines.add("        " + property + ": " + value + (guessed && !isOurs(property) ? GUESSED : "")));
    }

    private static boolean isOurs(String property) {
        return property.equals("secrets") || property.equals("tokens") || property.equals("sender");
    }

    /** A sender that names media by id usually serves them only with the API key. */
    private Map<String, String> api() {
        Map<String, String> api = new LinkedHashMap<>();
        api.put("sender", sender);
        api.put("url", HOST);
        api.put("auth", "\"Authorization: Bearer {key}\"");
        api.put("keyFetchesMedia", "\"true\"");
        return api;
    }

    private Map<String, String> mapping() {
        Map<String, String> mapping = new LinkedHashMap<>();
        payload.eventId().ifPresent(path -> mapping.put("eventId", path));
        mapping.put("jobId", payload.jobId().orElse(MISSING));
        mapping.put("status", payload.status().orElse(MISSING));
        mapping.put("media", payload.media().isEmpty() ? MISSING : String.join(" ", payload.media()));
        if (payload.mediaById()) {
            mapping.put("mediaUrl", "\"" + HOST + "/files/{media}/content\"");
        }
        if (!payload.extras().isEmpty()) {
            mapping.put("extras", String.join(" ", payload.extras()));
        }
        payload.errorCode().ifPresent(path -> mapping.put("errorCode", path));
        payload.errorMessage().ifPresent(path -> mapping.put("errorMessage", path));
        WordGuess seen = payload.word().flatMap(WordGuess::of).orElse(null);
        // For render.completed, the part before the last one.
        String kind = payload.word()
                .map(word -> word.substring(0, word.lastIndexOf('.') + 1))
                .orElse("");
        for (WordGuess word : WordGuess.values()) {
            boolean shown = word == seen && payload.word().isPresent();
            mapping.put(word.property(), shown ? payload.word().orElseThrow() : kind + word.usual());
        }
        return mapping;
    }

    private static final String ROUTES = """

            - route:
                id: mediahook-acme-webhook
                description: >-
                  acme: a first version, made from one sample. Source: write here which page of the
                  sender's documentation says so.
                from:
                  uri: mediahook:webhook
                  parameters:
                    sender: acme
                  steps:
                    - process:
                        description: Refuses with 401 what acme did not send
                        ref: acmeProof
                    - process:
                        ref: acmePayload
                    - idempotentConsumer:
                        description: On disk before the answer; a repeat is answered too, and kept once
                        idempotentRepository: mediahookInbox
                        skipDuplicate: false
                        expression:
                          simple:
                            expression: ${body.key}
                        steps:
                          - process:
                              ref: mediahookAcknowledge

            - route:
                id: mediahook-acme-event
                description: A kept event, routed on what acme's status means
                from:
                  uri: mediahook:inbox
                  parameters:
                    sender: acme
                  steps:
                    - process:
                        ref: acmePayload
            CONFIRM
                    - choice:
                        when:
                          - expression:
                              simple:
                                expression: ${body.outcome} == 'completed'
                            steps:
                              - to:
                                  uri: direct:mediahook-fetch-media
                          - expression:
                              simple:
                                expression: ${body.outcome} == 'failed'
                            steps:
                              - to:
                                  uri: direct:mediahook-job-failed
                          - expression:
                              simple:
                                expression: ${body.outcome} == 'moderated'
                            steps:
                              - to:
                                  uri: direct:mediahook-job-moderated
                          - expression:
                              simple:
                                expression: ${body.outcome} == 'cancelled'
                            steps:
                              - to:
                                  uri: direct:mediahook-job-cancelled
                          - expression:
                              simple:
                                expression: ${body.outcome} == 'running'
                            steps:
                              - to:
                                  uri: direct:mediahook-job-running
                        otherwise:
                          steps:
                            - to:
                                uri: direct:mediahook-event-unknown
            """;
}
