package dev.mediahook;

import dev.mediahook.config.SenderProperties;
import dev.mediahook.config.Settings;
import dev.mediahook.config.SettingsReader;
import dev.mediahook.database.Database;
import dev.mediahook.submit.Keys;
import dev.mediahook.submit.ServerKeys;
import dev.mediahook.verify.DerivedSecret;
import dev.mediahook.verify.MediaLinks;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.CamelContext;

/**
 * Everything that is derived from the server's own keys.
 *
 * @param secrets of submitted jobs
 * @param links to stored media; empty if notifications carry none
 */
record OwnKeys(DerivedSecret secrets, Optional<MediaLinks> links) {

    static OwnKeys of(CamelContext context, Settings settings, Database database, Clock clock) {
        Function<String, Optional<String>> properties = context.getPropertiesComponent()::resolveProperty;
        DerivedSecret secrets = new DerivedSecret(new ServerKeys(new Keys(database, clock))
                .of(properties
                        .apply("mediahook.server-key")
                        .map(SettingsReader::commaSeparated)
                        .orElse(List.of())));
        return new OwnKeys(
                secrets, settings.notification().mediaLinks().flatMap(life -> new SenderProperties(properties)
                        .publicUrl()
                        .map(url -> new MediaLinks(secrets, url, life, clock))));
    }
}
