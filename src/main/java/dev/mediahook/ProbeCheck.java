package dev.mediahook;

import dev.mediahook.observe.Probe;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** A probe as Camel asks it when somebody asks for its health. */
final class ProbeCheck extends AbstractHealthCheck {

    private final Kind kind;
    private final Probe probe;
    private final State atFault;

    private ProbeCheck(String name, Kind kind, Probe probe, State atFault) {
        super("mediahook", "mediahook-" + name);
        this.kind = kind;
        this.probe = probe;
        this.atFault = atFault;
    }

    /** A fault is one of the whole program. */
    static ProbeCheck whole(String name, Kind kind, Probe probe) {
        return new ProbeCheck(name, kind, probe, State.DOWN);
    }

    /** A fault is told of, while deliveries are taken all the same. */
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
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Optional<String> fault = probe.fault();
        builder.state(fault.isEmpty() ? State.UP : atFault);
        fault.ifPresent(said -> builder.message(atFault == State.UP ? "DEGRADED: " + said : said));
    }
}
