package dev.mediahook.inbox;

import dev.mediahook.retry.RetryPolicy;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** {@code from: mediahook:inbox?sender=acme} gives a route the kept events of a sender. */
public final class InboxComponent extends DefaultComponent {

    private final Leases leases;
    private final Dispatcher dispatcher;
    private final RetryPolicy retries;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final int workers;
    private final Predicate<String> renews;
    private final TriedListener counter;

    /**
     * @param workers how many events of one sender are worked on at once, unless the endpoint says otherwise
     * @param renews whether a sender can be asked for a fresh URL when a medium's has died
     * @param counter told how each try ended
     */
    public InboxComponent(
            Leases leases,
            Dispatcher dispatcher,
            RetryPolicy retries,
            InstantSource clock,
            RandomGenerator random,
            int workers,
            Predicate<String> renews,
            TriedListener counter) {
        this.leases = leases;
        this.dispatcher = dispatcher;
        this.retries = retries;
        this.clock = clock;
        this.random = random;
        this.workers = workers;
        this.renews = renews;
        this.counter = counter;
    }

    /** The endpoint of one sender. */
    public Endpoint endpoint(String uri, String sender, Map<String, Object> parameters) {
        return createEndpoint(uri, sender, parameters);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        int slots = getAndRemoveParameter(parameters, "workers", Integer.class, workers);
        return new InboxEndpoint(uri, this, remaining, slots);
    }

    Leases leases() {
        return leases;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    TriedListener counter() {
        return counter;
    }

    RetryPolicy retries() {
        return retries;
    }

    InstantSource clock() {
        return clock;
    }

    boolean renews(String sender) {
        return renews.test(sender);
    }

    RandomGenerator random() {
        return random;
    }
}
