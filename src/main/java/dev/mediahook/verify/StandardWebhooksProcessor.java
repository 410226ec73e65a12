package dev.mediahook.verify;

import dev.mediahook.config.Amounts;
import dev.mediahook.delivery.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;

/**
 * Refuses a delivery that is not signed as Standard Webhooks 1.0.0 requires. A sender needs only its secrets. Secrets
 * of single jobs do not count, since the specification has none.
 */
@NullUnmarked
public final class StandardWebhooksProcessor extends VerifierProcessor {

    private String secrets;
    private Duration tolerance = Duration.ofMinutes(5);
    private NearMiss nearMiss;

    @Override
    Verifier verifier() {
        List<String> configured = secrets(
                secrets,
                secret -> new StandardWebhooksSignature(List.of(secret), tolerance),
                "is not whsec_ and a key in base64, nor whpk_ and a public key in base64");
        SignatureForm form = StandardWebhooksSignature.form("v1,", tolerance);
        nearMiss = new NearMiss(new HmacSettings(
                form.header(),
                StandardWebhooksSignature.SIGNED,
                StandardWebhooksSignature.ID,
                form.time(),
                "HmacSHA256",
                KeyDerivation.BASE64_AFTER_PREFIX,
                configured));
        return new StandardWebhooksSignature(configured, tolerance);
    }

    @Override
    Optional<String> nearMiss(Delivery delivery) {
        return nearMiss.find(delivery);
    }

    @Override
    String property() {
        return secrets;
    }

    @Override
    String header() {
        return StandardWebhooksSignature.HEADER;
    }

    /** The name of the property that holds the secrets ({@code whsec_…}) and public keys ({@code whpk_…}), comma-separated. */
    public void setSecrets(String secrets) {
        this.secrets = secrets;
    }

    /** How far the signed time may be from ours, in both directions, such as 5m, the default. */
    public void setTolerance(String tolerance) {
        this.tolerance = Amounts.duration(tolerance);
    }
}
