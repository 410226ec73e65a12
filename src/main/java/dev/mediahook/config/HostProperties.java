package dev.mediahook.config;

import java.util.Set;

/** The properties that mean something in a host and nothing in the stand-alone program. */
public final class HostProperties {

    /** Has Spring Boot install Mediahook; default false. */
    public static final String ENABLED = "mediahook.enabled";

    /** The name of the DataSource bean to use, or {@code none} for one of Mediahook's own. */
    public static final String DATA_SOURCE = "mediahook.data-source";

    /** Which of the shipped senders to have, comma-separated. */
    public static final String SENDERS = "mediahook.senders";

    /** Where route files of the host's own are, comma-separated. */
    public static final String ROUTES = "mediahook.routes";

    public static final Set<String> ALL = Set.of(ENABLED, DATA_SOURCE, SENDERS, ROUTES);

    private HostProperties() {}
}
