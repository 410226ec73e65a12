package dev.mediahook;

import dev.mediahook.api.ApiToken;
import dev.mediahook.config.Settings;
import dev.mediahook.receive.BodyLimit;
import org.jspecify.annotations.Nullable;

/** A caller whom we know may send an image along with a job; of a stranger's body no more is kept in memory. */
record BodyLimits(Settings settings, ApiToken token) implements BodyLimit {

    @Override
    public int bytes(String path, @Nullable String authorization) {
        return path.startsWith("/api/") && token.opens(authorization)
                ? settings.api().maxBodyBytes()
                : settings.webhook().maxBodyBytes();
    }
}
