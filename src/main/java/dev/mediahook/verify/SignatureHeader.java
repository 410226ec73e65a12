package dev.mediahook.verify;

import dev.mediahook.delivery.RequestHead;
import dev.mediahook.receive.RefusalCause;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The header that holds a delivery's signatures, and how they are written.
 *
 * @param name of the header, or several names, comma-separated; see {@link #present}
 * @param field the name before a signature in a header with several fields ({@code v1} in {@code t=…,v1=…}); empty if
 *     the header holds nothing but signatures
 * @param prefix the text before each signature, such as {@code sha256=} or {@code v1,}; may be empty
 * @param list whether a header without fields holds several signatures, separated by blanks; those without the prefix
 *     belong to other schemes and are skipped
 */
record SignatureHeader(String name, String field, String prefix, SignatureEncoding encoding, boolean list) {

    /** Enough for any rotation; a longer list from a stranger would only cost time. */
    private static final int MOST = 16;

    /** The only value of the header. */
    String value(RequestHead head) throws Unverifiable {
        return one(head, name);
    }

    /**
     * The header name that applies to a delivery, since some senders have renamed their header. The first header that
     * is present decides, even if its signature is wrong, so that a second header gives nobody a second try. If none is
     * present: {@code names}.
     *
     * @param names comma-separated
     */
    static String present(RequestHead head, String names) {
        for (String name : names.split(",", -1)) {
            if (!head.values(name.strip()).isEmpty()) {
                return name.strip();
            }
        }
        return names;
    }

    /** The only value of a header that the scheme requires. */
    static String one(RequestHead head, String names) throws Unverifiable {
        String name = present(head, names);
        List<String> values = head.values(name);
        if (values.isEmpty()) {
            throw new Unverifiable(RefusalCause.SIGNATURE_MISSING, "no header " + name);
        }
        if (values.size() > 1) {
            throw new Unverifiable(RefusalCause.SIGNATURE_REPEATED, "several headers " + name);
        }
        return values.get(0).strip();
    }

    /** The values of a field in a header such as {@code t=1,v1=abc,v1=def}. */
    static List<String> fields(String value, String field) {
        return Arrays.stream(value.split(",", MOST + 1))
                .limit(MOST)
                .map(String::strip)
                .filter(part -> part.startsWith(field + "="))
                .map(part -> part.substring(field.length() + 1))
                .toList();
    }

    /** The signatures of this scheme; at least one. */
    List<byte[]> signatures(RequestHead head) throws Unverifiable {
        List<byte[]> signatures = new ArrayList<>(1);
        boolean malformed = false;
        for (String entry : entries(value(head))) {
            if (entry.startsWith(prefix)) {
                try {
                    signatures.add(encoding.decode(entry.substring(prefix.length())));
                } catch (IllegalArgumentException notEncodedSo) {
                    malformed = true;
                }
            }
        }
        if (signatures.isEmpty()) {
            throw new Unverifiable(
                    RefusalCause.SIGNATURE_MALFORMED, malformed ? name + " is not " + encoding : name + noneWithin());
        }
        return signatures;
    }

    private List<String> entries(String value) {
        if (!field.isEmpty()) {
            return fields(value, field);
        }
        return list ? Arrays.stream(value.split(" +", MOST + 1)).limit(MOST).toList() : List.of(value);
    }

    private String noneWithin() {
        return field.isEmpty() ? " does not begin with " + prefix : " has no field " + field + "=" + prefix;
    }
}
