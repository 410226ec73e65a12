package dev.mediahook.verify;

import dev.mediahook.config.SettingsFault;
import dev.mediahook.config.SettingsReader;
import dev.mediahook.delivery.Delivery;
import dev.mediahook.delivery.JsonLocation;
import dev.mediahook.receive.DeliveryRefused;
import dev.mediahook.receive.Refusal;
import dev.mediahook.receive.RefusalCause;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.NullUnmarked;

/**
 * A route's step that refuses what its sender did not make. Configured by setters from a route file; builds its immutable
 * {@link Verifier} when the route starts. Secrets are given by the name of their property instead of as placeholders: so none is
 * ever part of a route's text, or of what Camel logs of it.
 */
@NullUnmarked
public abstract class VerifierProcessor extends ServiceSupport implements Processor, VerifyingStep, CamelContextAware {

    private static final Set<RefusalCause> OF_THE_HEAD =
            Set.of(RefusalCause.SIGNATURE_MISSING, RefusalCause.SIGNATURE_REPEATED, RefusalCause.TOKEN_MISSING);

    /** A host's own names too; what looks otherwise may be a secret. */
    private static final Pattern PROPERTY = Pattern.compile("[a-z][a-z0-9-]{0,30}(\\.[a-z][a-z0-9-]{0,30})+");

    private CamelContext camelContext;
    private String jobId = "";
    private Verifier verifier;
    private JobCheck jobs;

    /**
     * Builds the verifier.
     *
     * @throws IllegalArgumentException naming the bean's property that does not fit
     */
    abstract Verifier verifier();

    /** The name of a property of the sender's, {@code mediahook.{sender}.…}. */
    abstract String property();

    /** The header that is looked for, or several, comma-separated; empty if the proof stands elsewhere. */
    String header() {
        return "";
    }

    /** The headers that hold signatures or secrets, so that nobody is shown their values. */
    Set<String> secretHeaders() {
        return Set.copyOf(SettingsReader.commaSeparated(header()));
    }

    /** Which setting is wrong, if that can be told of a delivery that did not verify. */
    Optional<String> nearMiss(Delivery delivery) {
        return Optional.empty();
    }

    /** Whether the property of the secrets has a value. */
    final boolean configured() {
        return has(property());
    }

    @Override
    protected void doStart() {
        try {
            verifier = verifier();
        } catch (IllegalArgumentException unusable) {
            throw new SettingsFault(
                    List.of("a bean " + getClass().getSimpleName() + " has a property " + unusable.getMessage()));
        }
        jobs = jobs();
    }

    @Override
    public final void process(Exchange exchange) throws Exception {
        Delivery delivery = exchange.getMessage().getMandatoryBody(Delivery.class);
        Verdict verdict = verdict(delivery);
        if (verdict instanceof Verdict.Refused refused) {
            askAfterJob(delivery, refused);
            throw new DeliveryRefused(Refusal.of(delivery, refused.cause(), detail(delivery, refused)));
        }
        exchange.getMessage().setBody(delivery.provenBy(((Verdict.Verified) verdict).proof(), secretHeaders()));
    }

    /** A wrong token may still be that of the job which the body names. */
    Optional<RefusalCause> refusalByHead(Delivery bodiless) {
        return verifier != null
                        && verifier.verify(bodiless) instanceof Verdict.Refused refused
                        && (OF_THE_HEAD.contains(refused.cause())
                                || (refused.cause() == RefusalCause.TOKEN_WRONG && jobs == null))
                ? Optional.of(refused.cause())
                : Optional.empty();
    }

    @Override
    public List<String> switches() {
        return List.of(named());
    }

    /**
     * The name of the property of its secrets or tokens.
     *
     * @throws IllegalArgumentException if the route file gives none
     */
    final String named() {
        if (property() == null || property().isBlank()) {
            throw new IllegalArgumentException("a bean " + getClass().getSimpleName()
                    + " lacks secrets: (or tokens:), the name of the property that holds them,"
                    + " such as mediahook.acme.webhook-secret");
        }
        if (!PROPERTY.matcher(property()).matches()) {
            // What stands there may be the secret itself, so it is not repeated.
            throw new IllegalArgumentException("secrets: or tokens: of a bean "
                    + getClass().getSimpleName() + " names no property such as mediahook.acme.webhook-secret;"
                    + " the secret itself is the value of that property");
        }
        return property();
    }

    @Override
    public boolean takesToken() {
        return false;
    }

    /** Nothing of a refused delivery is believed; that its job may have ended is worth one question to its sender. */
    void askAfterJob(Delivery delivery, Verdict.Refused refused) {
        if (jobs != null) {
            jobs.refused(delivery, refused.cause());
        }
    }

    /** The verdict, with the secrets of the job and the known jobs considered. */
    Verdict verdict(Delivery delivery) {
        Verdict configured = verifier.verify(delivery);
        return jobs == null ? configured : jobs.verdict(delivery, configured, verifier);
    }

    String detail(Delivery delivery, Verdict.Refused refused) {
        Optional<String> more =
                switch (refused.cause()) {
                    case SIGNATURE_WRONG, SIGNATURE_MALFORMED -> nearMiss(delivery);
                    case SIGNATURE_MISSING -> nearMiss(delivery).or(() -> ForeignScheme.in(delivery.head(), header()));
                    case TOKEN_MISSING -> ForeignScheme.in(delivery.head(), header());
                    default -> Optional.empty();
                };
        return more.map(found -> refused.detail() == null ? found : refused.detail() + "; " + found)
                .orElse(refused.detail());
    }

    /**
     * The comma-separated secrets of a property; none if the sender is off, or its API is asked for them: then all is refused.
     *
     * @param reading throws {@link IllegalArgumentException} for a secret that is not written as it has to be
     * @param fault what is said of such a one
     * @throws SettingsFault if one is written otherwise
     */
    final List<String> secrets(String property, Consumer<String> reading, String fault) {
        List<String> secrets = camelContext
                .getPropertiesComponent()
                .resolveProperty(property)
                .map(SettingsReader::commaSeparated)
                .orElse(List.of());
        for (String secret : secrets) {
            try {
                reading.accept(secret);
            } catch (IllegalArgumentException otherwise) {
                throw new SettingsFault(List.of(property + ": value " + (secrets.indexOf(secret) + 1) + " " + fault));
            }
        }
        return secrets;
    }

    /** The comma-separated tokens of a property, of which any text is one; none if the sender is off. */
    final List<String> tokens(String property) {
        return secrets(property, token -> {}, "");
    }

    private JobCheck jobs() {
        SubmittedJobs submitted = camelContext.getRegistry().findSingleByType(SubmittedJobs.class);
        if (submitted == null || jobId.isBlank()) {
            return null;
        }
        SettingsReader reader = new SettingsReader(camelContext.getPropertiesComponent()::resolveProperty);
        boolean requireKnown = reader.yes(sibling(property(), "require-known-job"), false);
        reader.throwFaults();
        return new JobCheck(submitted, new JsonLocation(jobId), requireKnown);
    }

    private boolean has(String property) {
        return camelContext
                .getPropertiesComponent()
                .resolveProperty(property)
                .filter(value -> !value.isBlank())
                .isPresent();
    }

    private static String sibling(String property, String name) {
        return property.substring(0, property.lastIndexOf('.') + 1) + name;
    }

    /**
     * Where a body names its job: what was derived for that job alone is valid too, and {@code require-known-job} is kept to.
     * Left out: neither.
     */
    public void setJobId(String jobId) {
        this.jobId = jobId;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }
}
