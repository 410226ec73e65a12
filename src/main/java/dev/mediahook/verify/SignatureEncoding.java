package dev.mediahook.verify;

import java.util.Base64;
import java.util.HexFormat;

/** How a signature's bytes are written in a header. */
public enum SignatureEncoding {
    /** Two digits per byte, in upper or lower case. */
    HEX {
        @Override
        byte[] decode(String text) {
            return HexFormat.of().parseHex(text);
        }
    },
    /** The standard alphabet, padded. */
    BASE64 {
        @Override
        byte[] decode(String text) {
            return Base64.getDecoder().decode(text);
        }
    };

    /**
     * The signature's bytes.
     *
     * @throws IllegalArgumentException if the text does not have this encoding
     */
    abstract byte[] decode(String text);
}
