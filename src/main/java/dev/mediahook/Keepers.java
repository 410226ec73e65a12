package dev.mediahook;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.mediahook.config.Settings;
import dev.mediahook.config.SettingsFault;
import dev.mediahook.inbox.CaffeineRepository;
import dev.mediahook.inbox.ConfiguredRepository;
import dev.mediahook.inbox.EventKeeper;
import dev.mediahook.inbox.Inbox;
import dev.mediahook.inbox.InboxRepository;
import dev.mediahook.inbox.RelayEndpoint;
import dev.mediahook.inbox.WatchedKeeper;
import dev.mediahook.log.LogSample;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.IdempotentRepository;

/** Chooses where verified events are stored before their sender gets its answer. */
final class Keepers {

    private Keepers() {}

    /** The inbox, or a broker if one is configured between receiving and processing. */
    static WatchedKeeper keeper(CamelContext context, Settings settings, Inbox inbox) {
        Optional<String> relay = settings.webhook().relay();
        EventKeeper keeper = relay.isPresent()
                ? new RelayEndpoint(context.createProducerTemplate(), relay.get(), LogSample.ofFailures())
                : inbox;
        return new WatchedKeeper(keeper, System::nanoTime);
    }

    /** The repository that {@code mediahook.idempotent-repository} names: a built-in one or a bean of the context. */
    static IdempotentRepository repository(Settings settings, EventKeeper keeper) {
        return new ConfiguredRepository(
                Map.of("inbox", () -> new InboxRepository(keeper), "caffeine", () -> caffeine(settings.retention())));
    }

    private static IdempotentRepository caffeine(Duration retention) {
        try {
            return new CaffeineRepository(retention, Ticker.systemTicker());
        } catch (NoClassDefFoundError missing) {
            throw new SettingsFault(List.of("mediahook.idempotent-repository: caffeine needs"
                    + " org.apache.camel:camel-caffeine on the class path"));
        }
    }
}
