package dev.mediahook;

import dev.mediahook.work.Pools;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/**
 * Thread pools from the context's own manager: the host sees them, may configure them, and they end with the context.
 */
record ContextPools(CamelContext context) implements Pools {

    @Override
    public ExecutorService threads(String name, int most) {
        return context.getExecutorServiceManager().newThreadPool(this, name, profile(name, most));
    }

    @Override
    public ScheduledExecutorService timers(String name, int most) {
        return context.getExecutorServiceManager().newScheduledThreadPool(this, name, profile(name, most));
    }

    private static ThreadPoolProfile profile(String name, int most) {
        ThreadPoolProfile profile = new ThreadPoolProfileBuilder(name)
                .poolSize(most)
                .maxPoolSize(most)
                .maxQueueSize(-1)
                .keepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS)
                .allowCoreThreadTimeOut(true)
                .build();
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return profile;
    }
}
