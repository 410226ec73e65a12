package dev.mediahook.verify;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Derives a secret for one submission from the server's key. A leaked secret opens no other job, and no secret has to
 * be kept. The secret is made before the sender has named the job. Tokens in a path and HMAC secrets are made in the
 * same way.
 */
public final class DerivedSecret {

    private final List<HmacKey> keys;

    /**
     * @param serverKeys at least one; the first makes new secrets, all of them are recognised, so that the key can be
     *     changed
     */
    public DerivedSecret(List<String> serverKeys) {
        if (serverKeys.isEmpty()) {
            throw new IllegalArgumentException("a derived secret needs a server key");
        }
        this.keys = serverKeys.stream()
                .map(key -> new HmacKey(HmacKey.SHA256, key.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /** The secret that the sender is told with a new submission: 43 characters that need no escaping in a URL. */
    public String of(String sender, String submission) {
        return derive(keys.get(0), sender, submission);
    }

    /** Every secret that the sender may have been told with a submission, one for each server key. */
    public List<String> all(String sender, String submission) {
        return keys.stream().map(key -> derive(key, sender, submission)).toList();
    }

    private static String derive(HmacKey key, String sender, String submission) {
        byte[] derived = key.sign(List.of((sender + "\0" + submission).getBytes(StandardCharsets.UTF_8)));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(derived);
    }
}
