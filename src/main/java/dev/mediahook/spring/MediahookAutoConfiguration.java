package dev.mediahook.spring;

import dev.mediahook.Installation;
import dev.mediahook.Mediahook;
import dev.mediahook.config.HostProperties;
import dev.mediahook.log.EventLog;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * Installs Mediahook in the application's Camel context if {@code mediahook.enabled} is true. Other configurations are
 * named as text, since their packages differ from Spring Boot 4 on.
 */
@AutoConfiguration(
        afterName = {
            "org.apache.camel.spring.boot.CamelAutoConfiguration",
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
        })
@ConditionalOnProperty(name = HostProperties.ENABLED, havingValue = "true")
@ConditionalOnBean(CamelContext.class)
public class MediahookAutoConfiguration {

    private static final Logger LOG = EventLog.of(MediahookAutoConfiguration.class);
    private static final List<String> MIGRATIONS = List.of("flywayInitializer", "liquibase");

    /** Runs before the context starts, which happens when all beans exist, and before its routes are collected. */
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    @Lazy(false)
    Mediahook mediahook(
            CamelContext context,
            ObjectProvider<DataSource> pools,
            ObjectProvider<MeterRegistry> meters,
            BeanFactory beans,
            Environment environment) {
        // The application's own migrations run first: they expect a schema in which nobody else has created a table.
        MIGRATIONS.stream().filter(beans::containsBean).forEach(beans::getBean);
        Installation installation = Mediahook.in(context);
        String named = environment.getProperty(HostProperties.DATA_SOURCE, "");
        if (!named.isBlank() && !named.equals("none")) {
            installation.dataSource(beans.getBean(named, DataSource.class));
        } else if (named.isBlank()
                && environment.getProperty("mediahook.database.url", "").isBlank()) {
            takeTheOnlyOne(pools, installation);
        }
        meters.ifUnique(installation::meters);
        return installation.install();
    }

    /** Camel's mapping serves only routes that start after it, so it may not wait for the first request. */
    @Bean
    static LazyInitializationExcludeFilter mediahookServed() {
        return (name, definition, type) -> type.getName().endsWith("CamelRequestHandlerMapping");
    }

    private static void takeTheOnlyOne(ObjectProvider<DataSource> pools, Installation installation) {
        DataSource only = pools.getIfUnique();
        if (only != null) {
            installation.dataSource(only);
        } else if (pools.stream().findAny().isPresent()) {
            // Nobody has asked for the file in which deliveries are kept now.
            LOG.warn(
                    "property {}: none of several data sources is primary, so data is kept in mediahook.data-dir;"
                            + " name one, or none",
                    HostProperties.DATA_SOURCE);
        }
    }
}
