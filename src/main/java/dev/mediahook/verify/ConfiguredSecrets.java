package dev.mediahook.verify;

import dev.mediahook.config.SettingsFault;
import dev.mediahook.config.SettingsReader;
import java.util.List;
import org.apache.camel.CamelContext;

/**
 * Reads secrets by the name of their property. A route file names the property instead of writing it as a placeholder:
 * so no secret is ever part of a route's text, of an expression, or of what Camel logs of them.
 */
final class ConfiguredSecrets {

    private ConfiguredSecrets() {}

    /**
     * The comma-separated secrets of a property.
     *
     * @throws SettingsFault where there is none
     */
    static List<String> of(CamelContext context, String property) {
        List<String> secrets = context.getPropertiesComponent()
                .resolveProperty(property)
                .map(SettingsReader::commaSeparated)
                .orElse(List.of());
        if (secrets.isEmpty()) {
            throw new SettingsFault(List.of(property + ": needs at least one value for this route to run"));
        }
        return secrets;
    }
}
