package dev.mediahook.inbox;

import dev.mediahook.retry.RetryPolicy;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** {@code from: inbox:{sender}} gives a route the kept events of a sender. */
public final class InboxComponent extends DefaultComponent {

    private final Leases leases;
    private final Dispatcher dispatcher;
    private final RetryPolicy retries;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final int workers;

    /**
     * @param workers how many events of one sender are worked on at once, unless the endpoint says otherwise
     */
    public InboxComponent(
            Leases leases,
            Dispatcher dispatcher,
            RetryPolicy retries,
            InstantSource clock,
            RandomGenerator random,
            int workers) {
        this.leases = leases;
        this.dispatcher = dispatcher;
        this.retries = retries;
        this.clock = clock;
        this.random = random;
        this.workers = workers;
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

    RetryPolicy retries() {
        return retries;
    }

    InstantSource clock() {
        return clock;
    }

    RandomGenerator random() {
        return random;
    }
}
