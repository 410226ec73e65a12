package dev.mediahook.verify;

import java.util.Base64;
import java.util.HexFormat;

/** How a signature's bytes are written in a header. */
public enum SignatureEncoding {
    /** Two digits per byte, in upper or lower case. */
    HEX,
    /** The standard alphabet, padded. */
    BASE64;

    /**
     * The signature's bytes.
     *
     * @throws IllegalArgumentException if the text does not have this encoding
     */
    byte[] decode(String text) {
        return this == HEX ? HexFormat.of().parseHex(text) : Base64.getDecoder().decode(text);
    }
}
