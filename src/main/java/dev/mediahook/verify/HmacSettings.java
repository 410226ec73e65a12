package dev.mediahook.verify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a sender makes its HMACs, as a route file says it.
 *
 * @param signed the template of what is signed
 * @param id where the template's id stands; may be empty
 * @param time null if the sender says no time
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
     * @throws IllegalArgumentException naming the setting that does not fit
     */
    HmacSignature signature() {
        return new HmacSignature(
                new SignatureForm(header, new SignedText(signed, id), time), algorithm, derivation, secrets);
    }
}
