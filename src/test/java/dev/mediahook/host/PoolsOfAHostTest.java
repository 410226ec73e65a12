package dev.mediahook.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.Mediahook;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultThreadPoolFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host sees Mediahook's thread pools, may create them itself, sizes them by a property, and ends them. */
class PoolsOfAHostTest {

    @TempDir
    Path folder;

    private final Map<String, ExecutorService> made = new ConcurrentHashMap<>();

    @Test
    void comeFromItsContextsManager() throws Exception {
        Map<String, ExecutorService> few = poolsWith("150");
        Map<String, ExecutorService> many = poolsWith("400");

        assertThat(few).containsOnlyKeys("mediahook-event", "mediahook-transfer", "mediahook-call", "mediahook-timer");
        assertThat(size(many, "mediahook-event")).isGreaterThan(size(few, "mediahook-event"));
        assertThat(few.values()).as("ended with their context").allMatch(ExecutorService::isShutdown);
    }

    private Map<String, ExecutorService> poolsWith(String threads) throws Exception {
        made.clear();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getExecutorServiceManager().setThreadPoolFactory(new Recording());
            context.getPropertiesComponent().addInitialProperty("mediahook.data-dir", folder.toString());
            context.getPropertiesComponent().addInitialProperty("mediahook.threads", threads);
            Mediahook.in(context).install();
            context.start();
            assertThat(made.values()).noneMatch(ExecutorService::isShutdown);
            return Map.copyOf(made);
        }
    }

    private static int size(Map<String, ExecutorService> pools, String name) {
        return ((ThreadPoolExecutor) pools.get(name)).getMaximumPoolSize();
    }

    private final class Recording extends DefaultThreadPoolFactory {

        @Override
        public ExecutorService newThreadPool(ThreadPoolProfile profile, ThreadFactory threads) {
            return recorded(profile, super.newThreadPool(profile, threads));
        }

        @Override
        public ScheduledExecutorService newScheduledThreadPool(ThreadPoolProfile profile, ThreadFactory threads) {
            return recorded(profile, super.newScheduledThreadPool(profile, threads));
        }

        private <T extends ExecutorService> T recorded(ThreadPoolProfile profile, T pool) {
            if (String.valueOf(profile.getId()).startsWith("mediahook-")
                    && !profile.getId().contains("deadline")) {
                made.put(profile.getId(), pool);
            }
            return pool;
        }
    }
}
