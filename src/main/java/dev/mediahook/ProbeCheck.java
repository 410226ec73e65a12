package dev.mediahook;

import dev.mediahook.observe.Probe;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;

/** Exposes a probe as a Camel health check. Does not need camel-health, which a host may lack. */
final class ProbeCheck implements HealthCheck {

    private static final String GROUP = "mediahook";

    private final Kind kind;
    private final Probe probe;
    private final State atFault;
    private final String id;
    private volatile boolean enabled = true;

    private ProbeCheck(String name, Kind kind, Probe probe, State atFault) {
        this.id = GROUP + "-" + name;
        this.kind = kind;
        this.probe = probe;
        this.atFault = atFault;
    }

    /** A check that goes down with a fault. */
    static ProbeCheck whole(String name, Kind kind, Probe probe) {
        return new ProbeCheck(name, kind, probe, State.DOWN);
    }

    /** A check that reports a fault but stays up: deliveries are still accepted. */
    static ProbeCheck degraded(String name, Probe probe) {
        return new ProbeCheck(name, Kind.READINESS, probe, State.UP);
    }

    @Override
    public boolean isLiveness() {
        return kind == Kind.LIVENESS;
    }

    @Override
    public boolean isReadiness() {
        return kind == Kind.READINESS;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String getGroup() {
        return GROUP;
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void setEnabled(boolean on) {
        this.enabled = on;
    }

    @Override
    public Result call(Map<String, Object> options) {
        HealthCheckResultBuilder answer =
                HealthCheckResultBuilder.on(this).detail(CHECK_KIND, isLiveness() ? Kind.LIVENESS : Kind.READINESS);
        if (!enabled) {
            return answer.unknown().message("disabled").build();
        }
        Optional<String> fault = probe.fault();
        fault.ifPresent(said -> answer.message(atFault == State.UP ? "DEGRADED: " + said : said));
        return answer.state(fault.isEmpty() ? State.UP : atFault).build();
    }
}
