package dev.mediahook.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.DuplicateKeyException;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Refuses a route of a file, before it is added, for faults that Camel accepts silently and that would show only when a
 * delivery comes. A refused route breaks its own file only.
 */
final class RouteFileChecks extends ModelLifecycleStrategySupport {

    /** A file of the folder or of the jar. If one is refused, none of its routes is added; of other texts, some may be. */
    private static final Pattern FILE = Pattern.compile("(file|classpath):.*\\.camel\\.yaml");

    private static final Pattern WEBHOOK = Pattern.compile("mediahook:webhook\\?.*\\bsender=([^&]+).*");

    private final CamelContext context;
    private final boolean strict;

    /**
     * @param strict whether to refuse also what has no effect, but fails nothing
     */
    RouteFileChecks(CamelContext context, boolean strict) {
        this.context = context;
        this.strict = strict;
    }

    /**
     * @throws IllegalArgumentException saying the line and what is wrong
     */
    @Override
    public void onAddRouteDefinition(RouteDefinition route) {
        Resource file = route.getResource();
        if (file == null || !FILE.matcher(file.getLocation()).matches() || route.isCreatedFromTemplate()) {
            return;
        }
        String text = text(file);
        keysGivenTwice(text);
        takenTwice(route);
        new EventReading(context, route, text, strict).check();
    }

    /** Mediahook refuses the second route too, but does not know the file of the first. */
    private void takenTwice(RouteDefinition route) {
        String from = RouteCalls.from(route);
        Matcher webhook = WEBHOOK.matcher(from);
        if (webhook.matches()) {
            RouteCalls.routes(context).stream()
                    .filter(other -> other.getResource() != null
                            && RouteCalls.from(other).equals(from))
                    .findFirst()
                    .ifPresent(other -> {
                        throw fault(
                                route.getLineNumber(),
                                "the webhooks of " + webhook.group(1) + " are taken already by the route "
                                        + other.getRouteId() + " in "
                                        + InUse.file(other.getResource().getLocation())
                                        + ": give each sender one route");
                    });
        }
    }

    /** Camel takes the last of two equal keys, and the first is without effect. */
    private static void keysGivenTwice(String text) {
        try {
            new Load(LoadSettings.builder().build()).loadAllFromString(text).forEach(document -> {});
        } catch (DuplicateKeyException twice) {
            int line = twice.getProblemMark().map(Mark::getLine).orElse(-1) + 1;
            String key = String.valueOf(twice.getProblem()).replaceFirst("^found duplicate key ", "");
            throw fault(line, "the key " + key + " is given twice in one place: leave it once");
        } catch (YamlEngineException unusual) {
            // Camel has read the file already, and says itself what it can't use.
            return;
        }
    }

    /** A fault at a line, in the form in which the program shows file, line and cause. */
    static IllegalArgumentException fault(int line, String cause) {
        return new IllegalArgumentException("line " + Math.max(1, line) + ", column 1: " + cause);
    }

    private static String text(Resource file) {
        try (InputStream stream = file.getInputStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException gone) {
            return "";
        }
    }
}
