package dev.mediahook.verify;

import dev.mediahook.config.Amounts;
import dev.mediahook.delivery.Delivery;
import dev.mediahook.receive.RefusalCause;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;

/** Verifies by keys that a sender publishes as a JWKS; fetches them by the one {@link KeySource} in the registry. */
@NullUnmarked
public abstract class PublishedKeysProcessor extends VerifierProcessor {

    private String sender;
    private String jwks;
    private Duration tolerance = Duration.ofMinutes(5);

    final <K> KeyCache<K> cache(KeyCache.Reading<K> reading) {
        if (jwks == null || jwks.isBlank()) {
            throw new IllegalArgumentException("jwks: needs the address of the sender's keys");
        }
        String given = property("keys-url");
        KeySource source = getCamelContext().getRegistry().findSingleByType(KeySource.class);
        return new KeyCache<>(
                URI.create(given.isBlank() ? jwks : given),
                Objects.requireNonNull(source, "the registry holds one KeySource"),
                reading);
    }

    private String property(String name) {
        return getCamelContext()
                .getPropertiesComponent()
                .resolveProperty("mediahook." + sender + "." + name)
                .orElse("");
    }

    final Duration tolerance() {
        return tolerance;
    }

    /** Without the keys: who asks is a thread that serves many connections, and can't wait until keys are fetched. */
    @Override
    final Optional<RefusalCause> refusalByHead(Delivery bodiless) {
        try {
            SignatureHeader.one(bodiless.head(), header());
            return Optional.empty();
        } catch (Unverifiable missing) {
            return Optional.of(missing.verdict().cause());
        }
    }

    @Override
    final String property() {
        return "mediahook." + sender + ".api-key";
    }

    /** Whether it is this sender whose deliveries are verified. */
    public final boolean isOf(String name) {
        return name.equals(sender);
    }

    /** Whose deliveries these are; the API key turns the sender on, as it needs no secret. */
    public void setSender(String sender) {
        this.sender = sender;
    }

    /** The address of the keys, which {@code mediahook.{sender}.keys-url} overrides. */
    public void setJwks(String jwks) {
        this.jwks = jwks;
    }

    /** How far the signed time may be from ours, both ways, such as 5m, the default. */
    public void setTolerance(String tolerance) {
        this.tolerance = Amounts.duration(tolerance);
    }
}
