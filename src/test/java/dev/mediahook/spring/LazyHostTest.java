package dev.mediahook.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** With {@code spring.main.lazy-initialization}, beans are made only when somebody asks for them. */
class LazyHostTest {

    @TempDir
    Path folder;

    @Test
    void installsMediahookThoughNobodyAsksForIt() {
        try (AnnotationConfigApplicationContext host = new AnnotationConfigApplicationContext()) {
            host.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("host", Map.of("mediahook.enabled", "true")));
            host.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
            host.registerBean("camelContext", CamelContext.class, this::context);
            host.register(MediahookAutoConfiguration.class);
            host.refresh();

            assertThat(host.getBeanFactory().containsSingleton("mediahook")).isTrue();
        }
    }

    private CamelContext context() {
        CamelContext context = new DefaultCamelContext();
        context.getPropertiesComponent().addInitialProperty("mediahook.data-dir", folder.toString());
        return context;
    }
}
