package dev.mediahook.verify;

import dev.mediahook.config.Amounts;
import dev.mediahook.delivery.Delivery;
import dev.mediahook.receive.RefusalCause;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;

/**
 * Verifies with keys that a sender publishes as a JWKS. Fetches them with the one {@link KeySource} in the registry.
 */
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

    /**
     * Checks only for the header, not the keys: the calling thread serves many connections and can't wait for a fetch.
     */
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

    /** Whether this step verifies the deliveries of the sender with that name. */
    public final boolean isOf(String name) {
        return name.equals(sender);
    }

    /** The sender's name. The sender's API key turns the sender on, since this step needs no secret. */
    public void setSender(String sender) {
        this.sender = sender;
    }

    /** The address of the keys; {@code mediahook.{sender}.keys-url} overrides it. */
    public void setJwks(String jwks) {
        this.jwks = jwks;
    }

    /** How far the signed time may be from ours, in both directions, such as 5m, the default. */
    public void setTolerance(String tolerance) {
        this.tolerance = Amounts.duration(tolerance);
    }
}
