package dev.mediahook.program;

import dev.mediahook.receive.vertx.Gate;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Reports whether requests are let in. Until then, and while the program stops, callers are asked to come again. */
final class OpenCheck extends AbstractHealthCheck {

    private final Gate gate;

    OpenCheck(Gate gate) {
        super("mediahook", "mediahook-requests");
        this.gate = gate;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.state(gate.isOpen() ? State.UP : State.DOWN);
        if (!gate.isOpen()) {
            builder.message("requests are not let in yet, or no more");
        }
    }
}
