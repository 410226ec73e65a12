package dev.mediahook.inbox;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.NullUnmarked;

/**
 * The repository that {@code mediahook.idempotent-repository} names. It is looked up late, since a custom one may be
 * bound later.
 */
@NullUnmarked
public final class ConfiguredRepository extends ServiceSupport implements IdempotentRepository, CamelContextAware {

    private final Map<String, Supplier<IdempotentRepository>> ours;
    private CamelContext camelContext;
    private IdempotentRepository named;

    /**
     * @param ours by the names that the property may have besides those of the registry; the default is {@code inbox}
     */
    public ConfiguredRepository(Map<String, Supplier<IdempotentRepository>> ours) {
        this.ours = ours;
    }

    @Override
    protected void doStart() {
        String name = camelContext
                .getPropertiesComponent()
                .resolveProperty("mediahook.idempotent-repository")
                .orElse("");
        if (name.isBlank()) {
            name = "inbox";
        }
        named = ours.containsKey(name)
                ? ours.get(name).get()
                : camelContext.getRegistry().lookupByNameAndType(name, IdempotentRepository.class);
        if (named == null) {
            throw new IllegalArgumentException(
                    "mediahook.idempotent-repository: there is no repository " + name + " in the registry");
        }
        ServiceHelper.startService(named);
    }

    @Override
    protected void doStop() {
        ServiceHelper.stopService(named);
    }

    @Override
    public boolean add(Exchange exchange, String key) {
        return named.add(exchange, key);
    }

    @Override
    public boolean add(String key) {
        return named.add(key);
    }

    @Override
    public boolean contains(Exchange exchange, String key) {
        return named.contains(exchange, key);
    }

    @Override
    public boolean contains(String key) {
        return named.contains(key);
    }

    @Override
    public boolean remove(Exchange exchange, String key) {
        return named.remove(exchange, key);
    }

    @Override
    public boolean remove(String key) {
        return named.remove(key);
    }

    @Override
    public boolean confirm(Exchange exchange, String key) {
        return named.confirm(exchange, key);
    }

    @Override
    public boolean confirm(String key) {
        return named.confirm(key);
    }

    @Override
    public void clear() {
        named.clear();
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }
}
