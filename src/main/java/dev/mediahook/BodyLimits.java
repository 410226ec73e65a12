package dev.mediahook;

import dev.mediahook.api.Access;
import dev.mediahook.api.ApiTokens;
import dev.mediahook.config.Settings;
import dev.mediahook.receive.BodyLimit;
import org.jspecify.annotations.Nullable;

/** A caller with a token may send an image with a job. The body of anybody else is limited as a webhook's is. */
record BodyLimits(Settings settings, ApiTokens tokens) implements BodyLimit {

    @Override
    public int bytes(String path, @Nullable String authorization) {
        return path.startsWith("/api/") && tokens.of(authorization) == Access.STEER
                ? settings.api().maxBodyBytes()
                : settings.webhook().maxBodyBytes();
    }
}
