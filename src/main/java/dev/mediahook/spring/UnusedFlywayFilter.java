package dev.mediahook.spring;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.ResourceLoaderAware;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * Keeps Spring Boot's Flyway out of an application that has no migrations. Mediahook brings Flyway for its own tables,
 * so Boot would turn it on, and would abort the start if the application's schema holds any table. An application has
 * migrations if it has a folder {@code db/migration} on the class path or any {@code spring.flyway} property.
 */
public final class UnusedFlywayFilter implements AutoConfigurationImportFilter, EnvironmentAware, ResourceLoaderAware {

    private static final String FLYWAY = "org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration";
    private static final String MIGRATIONS = "db/migration";

    private @Nullable Environment environment;
    private @Nullable ResourceLoader resources;

    @Override
    public void setEnvironment(Environment given) {
        this.environment = given;
    }

    @Override
    public void setResourceLoader(ResourceLoader given) {
        this.resources = given;
    }

    @Override
    public boolean[] match(@Nullable String[] names, AutoConfigurationMetadata metadata) {
        boolean migrates = migrates();
        boolean[] kept = new boolean[names.length];
        for (int i = 0; i < names.length; i++) {
            kept[i] = migrates || !FLYWAY.equals(names[i]);
        }
        return kept;
    }

    private boolean migrates() {
        ClassLoader classes =
                Objects.requireNonNull(Objects.requireNonNull(resources).getClassLoader());
        return classes.getResource(MIGRATIONS) != null
                || Binder.get(Objects.requireNonNull(environment))
                        .bind("spring.flyway", Bindable.mapOf(String.class, String.class))
                        .map(properties -> !properties.isEmpty())
                        .orElse(false);
    }
}
