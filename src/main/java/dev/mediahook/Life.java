package dev.mediahook;

import org.apache.camel.CamelContext;
import org.apache.camel.Ordered;
import org.apache.camel.StartupListener;
import org.apache.camel.support.LifecycleStrategySupport;

/** Starts and stops an installation with its context. */
final class Life extends LifecycleStrategySupport implements StartupListener, Ordered {

    private final Runnable start;
    private final Runnable stop;

    Life(Runnable start, Runnable stop) {
        this.start = start;
        this.stop = stop;
    }

    /** Before a supervising route controller starts routes on its own thread: no route may be added meanwhile. */
    @Override
    public int getOrder() {
        return HIGHEST;
    }

    @Override
    public void onCamelContextStarted(CamelContext starting, boolean alreadyStarted) {
        // Wait: only in a running context does Camel report one route's fault without ending the other routes.
    }

    @Override
    public void onCamelContextFullyStarted(CamelContext started, boolean alreadyStarted) {
        start.run();
    }

    @Override
    public void onContextStopped(CamelContext stopped) {
        stop.run();
    }
}
