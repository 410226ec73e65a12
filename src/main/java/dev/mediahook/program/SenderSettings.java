package dev.mediahook.program;

import dev.mediahook.config.SettingsReader;
import dev.mediahook.verify.PathToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds values of senders' own properties that could never take effect. */
final class SenderSettings {

    /** A name, a pattern such as *.example.com, or an address. */
    private static final Pattern HOST = Pattern.compile("(\\*\\.)?[A-Za-z0-9._-]+|\\[?[0-9A-Fa-f:.]+]?");

    private SenderSettings() {}

    /**
     * @param senders whose properties are given
     */
    static List<String> faults(SettingsReader reader, Set<String> senders) {
        List<String> faults = new ArrayList<>();
        for (String sender : senders) {
            String token = "mediahook." + sender + ".webhook-token";
            if (reader.list(token).stream().anyMatch(value -> !PathToken.canBeSent(value))) {
                faults.add(
                        token + ": a value holds /, a control character or nothing but dots, which is no segment of a"
                                + " URL's path");
            }
            String hosts = "mediahook." + sender + ".media-hosts";
            reader.list(hosts).stream()
                    .filter(host -> !HOST.matcher(host).matches())
                    .forEach(host -> faults.add(hosts + ": \"" + host
                            + "\" is no host: write cdn.example.com or *.example.com, without a scheme,"
                            + " port or path"));
        }
        return faults;
    }
}
