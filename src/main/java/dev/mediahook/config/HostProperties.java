package dev.mediahook.config;

import java.util.Set;

/** Properties of a host application. Of these, the stand-alone program reads {@link #ROUTES} only. */
public final class HostProperties {

    /** Whether Spring Boot installs Mediahook; default false. */
    public static final String ENABLED = "mediahook.enabled";

    /** The name of the DataSource bean to use, or {@code none} for one of Mediahook's own. */
    public static final String DATA_SOURCE = "mediahook.data-source";

    /** Which shipped senders to use, comma-separated. */
    public static final String SENDERS = "mediahook.senders";

    /** Where more route files are, comma-separated. */
    public static final String ROUTES = "mediahook.routes";

    public static final Set<String> ALL = Set.of(ENABLED, DATA_SOURCE, SENDERS, ROUTES);

    private HostProperties() {}
}
