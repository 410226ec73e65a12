package dev.mediahook.verify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a sender makes its HMACs, as the route file configures it.
 *
 * @param signed the template of the signed text
 * @param id where the template's id is found; may be empty
 * @param time null if the sender sends no time
 */
record HmacSettings(
        SignatureHeader header,
        String signed,
        String id,
        @Nullable SignedTime time,
        String algorithm,
        KeyDerivation derivation,
        List<String> secrets) {

    /**
     * @throws IllegalArgumentException naming the invalid setting
     */
    HmacSignature signature() {
        return new HmacSignature(
                new SignatureForm(header, new SignedText(signed, id), time), algorithm, derivation, secrets);
    }
}
