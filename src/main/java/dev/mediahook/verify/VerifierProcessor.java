package dev.mediahook.verify;

import dev.mediahook.config.SettingsFault;
import dev.mediahook.config.SettingsReader;
import dev.mediahook.delivery.Delivery;
import dev.mediahook.delivery.JsonLocation;
import dev.mediahook.receive.DeliveryRefused;
import dev.mediahook.receive.Refusal;
import dev.mediahook.receive.RefusalCause;
import java.time.InstantSource;
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
 * A route step that refuses deliveries that the sender did not make. A route file configures it by setters; the
 * immutable {@link Verifier} is built when the route starts. Secrets are given by the name of their property, not as
 * placeholders, so that no secret becomes part of a route's text or of Camel's logs.
 */
@NullUnmarked
public abstract class VerifierProcessor extends ServiceSupport implements Processor, VerifyingStep, CamelContextAware {

    private static final Set<RefusalCause> OF_THE_HEAD =
            Set.of(RefusalCause.SIGNATURE_MISSING, RefusalCause.SIGNATURE_REPEATED, RefusalCause.TOKEN_MISSING);

    /** The name of a property, of a host's own too. Any other text may be the secret itself. */
    private static final Pattern PROPERTY = Pattern.compile("[a-z][a-z0-9-]{0,30}(\\.[a-z][a-z0-9-]{0,30})+");

    private CamelContext camelContext;
    private String jobId = "";
    private Verifier verifier;
    private JobCheck jobs;
    private InstantSource wall;

    /**
     * Builds the verifier.
     *
     * @throws IllegalArgumentException naming the bean's invalid property
     */
    abstract Verifier verifier();

    /** The name of the sender's property, {@code mediahook.{sender}.…}. */
    abstract String property();

    /** The configured header, or several, comma-separated; empty if the proof is not in a header. */
    String header() {
        return "";
    }

    /** The headers that hold signatures or secrets, whose values are never shown. */
    Set<String> secretHeaders() {
        return Set.copyOf(SettingsReader.commaSeparated(header()));
    }

    /** The wrong setting, if a delivery that did not verify reveals it. */
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
        wall = camelContext.getRegistry().lookupByNameAndType("mediahookWallClock", InstantSource.class);
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

    /** A wrong token is no reason to refuse yet if the body may name a job: the token may be that job's. */
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
     * The name of the property that holds the secrets or tokens.
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
            // The text may be the secret itself, so the message does not repeat it.
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

    /**
     * Nothing in a refused delivery is believed; but its job may have ended, so one question to the sender is worth it.
     */
    void askAfterJob(Delivery delivery, Verdict.Refused refused) {
        if (jobs != null) {
            jobs.refused(delivery, refused.cause());
        }
    }

    /** The verdict, after the job's secrets and the known jobs are considered. */
    Verdict verdict(Delivery received) {
        Delivery delivery = wall == null ? received : received.at(wall.instant());
        Verdict configured = verifier.verify(delivery);
        return jobs == null ? configured : jobs.verdict(delivery, configured, verifier);
    }

    String detail(Delivery delivery, Verdict.Refused refused) {
        RefusalCause cause = refused.cause();
        boolean missing = cause == RefusalCause.SIGNATURE_MISSING;
        boolean unfit = cause == RefusalCause.SIGNATURE_WRONG || cause == RefusalCause.SIGNATURE_MALFORMED;
        Optional<String> near = missing || unfit ? nearMiss(delivery) : Optional.empty();
        Optional<String> more = near.isEmpty() && (missing || cause == RefusalCause.TOKEN_MISSING)
                ? ForeignScheme.in(delivery.head(), header())
                : near;
        return more.map(found -> refused.detail() == null ? found : refused.detail() + "; " + found)
                .orElse(refused.detail());
    }

    /**
     * The comma-separated secrets of a property. None if the sender is off, or if its API is asked for them; then every
     * delivery is refused.
     *
     * @param reading throws {@link IllegalArgumentException} for a secret in a wrong form
     * @param fault the text that describes the wrong form
     * @throws SettingsFault if a secret has a wrong form
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

    /** The comma-separated tokens of a property; any text is a token. None if the sender is off. */
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
     * Where a body names its job. If given, secrets derived for that job are valid too, and {@code require-known-job}
     * is applied. If left out, neither is.
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
