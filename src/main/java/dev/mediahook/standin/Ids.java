package dev.mediahook.standin;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids that look random but are not: the same seed gives the same id. */
final class Ids {

    private Ids() {}

    static String uuid(String seed) {
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
    }

    static String prefixed(String prefix, String seed) {
        return prefix + uuid(seed).replace("-", "").substring(0, 12);
    }
}
