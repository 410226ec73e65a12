package dev.mediahook.submit;

import dev.mediahook.config.SettingsReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The address at which a sender wants to be asked about one job. The key is sent there, so the address is used only if
 * its host is the API's own, or one that the sender's file names.
 */
final class StatusUrl {

    private StatusUrl() {}

    /**
     * The address to ask, or nothing if it is not to be trusted with the key.
     *
     * @param told as the sender gave it with the job
     * @param api the API's own address
     * @param hosts names or patterns such as {@code *.example.com}, comma-separated; those are asked by https alone, at its usual
     *     port
     */
    static Optional<URI> usable(String told, String api, String hosts) {
        try {
            URI url = new URI(told);
            URI own = new URI(api);
            if (url.getScheme() == null
                    || url.getHost() == null
                    || url.getRawUserInfo() != null
                    || url.getRawFragment() != null) {
                return Optional.empty();
            }
            boolean sameHost = url.getScheme().equalsIgnoreCase(own.getScheme())
                    && url.getHost().equalsIgnoreCase(own.getHost())
                    && port(url) == port(own);
            boolean named = url.getScheme().equalsIgnoreCase("https")
                    && port(url) == 443
                    && matches(url.getHost().toLowerCase(Locale.ROOT), SettingsReader.commaSeparated(hosts));
            return sameHost || named ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    private static boolean matches(String host, List<String> patterns) {
        return patterns.stream()
                .map(pattern -> pattern.toLowerCase(Locale.ROOT))
                .anyMatch(pattern -> pattern.startsWith("*.")
                        ? host.endsWith(pattern.substring(1)) && host.length() > pattern.length() - 1
                        : host.equals(pattern));
    }

    private static int port(URI url) {
        return url.getPort() >= 0 ? url.getPort() : url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }
}
