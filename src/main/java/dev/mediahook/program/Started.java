package dev.mediahook.program;

import dev.mediahook.Mediahook;
import dev.mediahook.api.WrongTokens;
import dev.mediahook.log.EventLog;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;

/** What the program reports and opens once its routes run. */
record Started(Mediahook mediahook, StartCheck check, InUse inUse, HttpSide http) {

    private static final Logger LOG = EventLog.of(Mediahook.class);
    private static final long LOOK_AGAIN_MILLIS = 50;

    /** Lets requests in, and reports what is in use and what will surprise the user. */
    void tell(CamelContext context) {
        CamelsReload.check(context);
        check.served(mediahook);
        check.remarks(remark -> LOG.warn("property {}", remark));
        RouteFolder.strange(Path.of("routes")).forEach(remark -> LOG.warn("file {}", remark));
        RouteCalls.unserved(context, RouteCalls.routes(context)).forEach(unserved -> LOG.error("{}", unserved));
        LOG.info("{}", inUse.line());
        http.open(context.getRegistry().findSingleByType(WrongTokens.class));
        sayWhenReady(context);
    }

    /** Reports that the program is ready only once it is, since senders and platforms wait for that. */
    private void sayWhenReady(CamelContext context) {
        Optional<String> fault = mediahook.notReady();
        if (fault.isEmpty()) {
            LOG.info(
                    "ready after {} ms port={} management-port={}",
                    ManagementFactory.getRuntimeMXBean().getUptime(),
                    context.resolvePropertyPlaceholders("{{camel.server.port}}"),
                    context.resolvePropertyPlaceholders("{{camel.management.port}}"));
        } else if (context.isStarted()) {
            LOG.debug("not ready yet: {}", fault.get());
            CompletableFuture.delayedExecutor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(() -> sayWhenReady(context));
        }
    }
}
