package dev.mediahook.verify;

import dev.mediahook.delivery.Delivery;
import dev.mediahook.log.EventLog;
import dev.mediahook.receive.RefusalCause;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.NullUnmarked;
import org.slf4j.Logger;

/**
 * For a sender that signs its deliveries, but whose secret may not be known here yet. If the secret's property is set,
 * every delivery must be signed, and tokens do not count. Otherwise the token must be right. The choice is made when
 * the route starts.
 */
@NullUnmarked
public final class SignedElseTokenProcessor extends VerifierProcessor {

    private static final Logger LOG = EventLog.of(SignedElseTokenProcessor.class);

    private VerifierProcessor signature;
    private VerifierProcessor token;
    private VerifierProcessor chosen;
    private final Throttle reminders = new Throttle(Duration.ofDays(1));

    @Override
    protected void doStart() {
        checkBoth();
        signature.setCamelContext(getCamelContext());
        token.setCamelContext(getCamelContext());
        chosen = signature.configured() ? signature : token;
        ServiceHelper.startService(chosen);
    }

    private void checkBoth() {
        if (signature == null || token == null) {
            throw new IllegalStateException(
                    "a bean SignedElseTokenProcessor lacks signature: or token:, the two beans that verify");
        }
    }

    @Override
    protected void doStop() {
        ServiceHelper.stopService(chosen);
    }

    @Override
    Verdict verdict(Delivery delivery) {
        Verdict verdict = chosen.verdict(delivery);
        if (chosen == token
                && verdict instanceof Verdict.Verified
                && !delivery.head()
                        .values(SignatureHeader.present(delivery.head(), signature.header()))
                        .isEmpty()
                && reminders.allows(delivery.receivedAt())) {
            LOG.warn(
                    "sender={} deliveries are signed and nobody verifies it; put the sender's secret into {}",
                    delivery.sender(),
                    signature.property());
        }
        return verdict;
    }

    @Override
    Optional<RefusalCause> refusalByHead(Delivery bodiless) {
        return chosen == null ? Optional.empty() : chosen.refusalByHead(bodiless);
    }

    @Override
    void askAfterJob(Delivery delivery, Verdict.Refused refused) {
        chosen.askAfterJob(delivery, refused);
    }

    @Override
    String detail(Delivery delivery, Verdict.Refused refused) {
        return chosen.detail(delivery, refused);
    }

    @Override
    Optional<String> nearMiss(Delivery delivery) {
        return chosen.nearMiss(delivery);
    }

    @Override
    public List<String> switches() {
        checkBoth();
        return List.of(signature.named(), token.named());
    }

    @Override
    public boolean takesToken() {
        return token.takesToken();
    }

    @Override
    Verifier verifier() {
        return chosen.verifier();
    }

    @Override
    String property() {
        return signature.property();
    }

    @Override
    Set<String> secretHeaders() {
        Set<String> both = new HashSet<>(signature.secretHeaders());
        both.addAll(token.secretHeaders());
        return both;
    }

    @Override
    String header() {
        return chosen.header();
    }

    /** The step that verifies signatures; it is used if its property of secrets is set. */
    public void setSignature(VerifierProcessor signature) {
        this.signature = signature;
    }

    /** The step that verifies the token; it is used if the sender's secret is not set. */
    public void setToken(VerifierProcessor token) {
        this.token = token;
    }
}
