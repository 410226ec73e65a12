package dev.mediahook.verify;

import dev.mediahook.config.SettingsReader;
import dev.mediahook.event.JsonLocation;
import dev.mediahook.receive.Delivery;
import dev.mediahook.receive.DeliveryRefused;
import dev.mediahook.receive.Refusal;
import java.util.List;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads secrets by the name of their property. A route file names the property instead of writing it as a placeholder:
 * so no secret is ever part of a route's text, of an expression, or of what Camel logs of them.
 */
final class ConfiguredSecrets {

    private ConfiguredSecrets() {}

    /** The comma-separated secrets of a property; none if the sender is off, or its API is asked for them: then all is refused. */
    static List<String> of(CamelContext context, String property) {
        return context.getPropertiesComponent()
                .resolveProperty(property)
                .map(SettingsReader::commaSeparated)
                .orElse(List.of());
    }

    /**
     * The check of the job that a delivery is about; null where the route file names no place for its id, or the program
     * does not submit.
     *
     * @param property that of the secrets, beside which {@code require-known-job} stands
     * @throws dev.mediahook.config.SettingsFault where that is neither true nor false
     */
    static @Nullable JobCheck jobs(CamelContext context, String property, String jobId) {
        SubmittedJobs jobs = context.getRegistry().lookupByNameAndType("mediahookSubmittedJobs", SubmittedJobs.class);
        if (jobs == null || jobId.isBlank()) {
            return null;
        }
        String requireKnown = sibling(property, "require-known-job");
        SettingsReader reader = new SettingsReader(context.getPropertiesComponent()::resolveProperty);
        boolean known = reader.yes(requireKnown, false);
        reader.throwFaults();
        return new JobCheck(jobs, new JsonLocation(jobId), known);
    }

    /**
     * Lets a delivery in, or has the job that it names asked after and refuses it.
     *
     * @param configured the verdict of the secrets that were configured
     * @param jobs null where the job that it is about does not count
     * @param bySecret the verdict of one secret more
     * @throws DeliveryRefused where it is not the sender's
     */
    static void admit(
            Delivery delivery, Verdict configured, @Nullable JobCheck jobs, Function<String, Verdict> bySecret)
            throws DeliveryRefused {
        Verdict verdict = jobs == null ? configured : jobs.verdict(delivery, configured, bySecret);
        if (verdict instanceof Verdict.Refused refused) {
            if (jobs != null) {
                jobs.refused(delivery, refused.cause());
            }
            throw new DeliveryRefused(Refusal.of(delivery, refused.cause()));
        }
    }

    private static String sibling(String property, String name) {
        return property.substring(0, property.lastIndexOf('.') + 1) + name;
    }
}
