package dev.mediahook.program;

import dev.mediahook.Mediahook;
import dev.mediahook.config.SettingsFault;
import dev.mediahook.sender.Sender;
import dev.mediahook.submit.SenderApiProcessor;
import dev.mediahook.verify.VerifyingStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.service.ServiceHelper;

/** Checks the route files: whether each can be used, what it leads to, and which senders are on. */
final class SenderChecks {

    private static final String ENDING = ".camel.yaml";

    /** What {@code new-sender} writes where the user has to fill something in. */
    private static final String FILL_IN = "fill-in";

    private final CamelContext context;
    private final Mediahook mediahook;
    private final OwnSettings own;
    private final Findings findings;

    SenderChecks(CamelContext context, Mediahook mediahook, OwnSettings own, Findings findings) {
        this.context = context;
        this.mediahook = mediahook;
        this.own = own;
        this.findings = findings;
    }

    void files() {
        mediahook.routeFiles().forEach(this::file);
    }

    void senders() {
        mediahook.senders().forEach(this::sender);
    }

    private void sender(Sender sender) {
        boolean overItsApi = !own.value("mediahook.public-url").isEmpty()
                && !own.value("mediahook." + sender.name() + ".api-key").isEmpty()
                && context.getRegistry().findByType(SenderApiProcessor.class).stream()
                        .anyMatch(api -> sender.name().equals(api.sender())
                                && !api.webhooks().isEmpty());
        if (sender.on()) {
            findings.ok(sender.name(), "on at " + sender.path() + ": " + sender.why());
        } else if (overItsApi) {
            findings.ok(sender.name(), "on at " + sender.path() + ": its webhook is made over its API");
        } else {
            findings.off(sender.name(), sender.why());
        }
    }

    /** Reports whether one file can be used. Returns the file's routes; none if it can't be used. */
    List<RouteDefinition> file(String location) {
        String name = InUse.file(location);
        String base = location.substring(location.lastIndexOf('/') + 1).replaceFirst("^.*:", "");
        String broken = mediahook
                .broken()
                .get(base.endsWith(ENDING) ? base.substring(0, base.length() - ENDING.length()) : base);
        if (broken != null) {
            findings.fault("routes", broken);
            return List.of();
        }
        List<RouteDefinition> routes = RouteCalls.routesOf(context, location);
        List<String> unserved = RouteCalls.unserved(context, routes);
        unserved.forEach(call -> findings.fault("routes", call));
        boolean usable = unserved.isEmpty();
        for (RouteDefinition route : routes) {
            usable &= beansStart(name, route);
        }
        usable &= isFilledIn(name, location);
        if (usable) {
            findings.ok("routes", name + ", " + routes.size() + (routes.size() == 1 ? " route" : " routes"));
        }
        return routes;
    }

    /** Whether the user has filled in everything that {@code new-sender} could not guess. */
    private boolean isFilledIn(String file, String location) {
        if (InUse.isShipped(location) || !location.startsWith("file:")) {
            return true;
        }
        boolean filled = true;
        try {
            List<String> lines = Files.readAllLines(Path.of(location.substring("file:".length())));
            for (int at = 0; at < lines.size(); at++) {
                if (lines.get(at).contains(FILL_IN)) {
                    filled = false;
                    findings.fault(
                            "routes",
                            file + " line=" + (at + 1) + " is not filled in: "
                                    + lines.get(at).strip());
                }
            }
        } catch (IOException | UncheckedIOException unreadable) {
            findings.fault("routes", file + " can't be read");
            return false;
        }
        return filled;
    }

    /** Starts the verifiers, since a verifier is not started while its sender is off. */
    private boolean beansStart(String file, RouteDefinition route) {
        for (Processor bean : RouteCalls.beans(context, route)) {
            if (bean instanceof VerifyingStep) {
                try {
                    ServiceHelper.startService(bean);
                } catch (SettingsFault fault) {
                    findings.fault("routes", file + " " + String.join("; ", fault.faults()));
                    return false;
                } catch (RuntimeException failure) {
                    findings.fault("routes", file + " " + PlaceChecks.words(failure));
                    return false;
                }
            }
        }
        return true;
    }
}
