package dev.mediahook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.support.DefaultRegistry;
import org.junit.jupiter.api.Test;

class BeansInForceTest {

    private final DefaultRegistry registry = new DefaultRegistry(new Container());

    @Test
    void whatAFileHasBoundIsUndone() {
        registry.bind("kept", "before");
        BeansInForce beans = BeansInForce.of(registry);
        registry.bind("kept", "after");
        registry.bind("new", "bean");

        beans.restore();

        assertThat(registry.lookupByName("kept")).isEqualTo("before");
        assertThat(registry.lookupByName("new")).isNull();
    }

    @Test
    void aHostsContainerStillMakesABeanAnewEachTime() {
        BeansInForce.of(registry).restore();

        assertThat(registry.lookupByName("prototype")).isNotSameAs(registry.lookupByName("prototype"));
        assertThat(registry.getFallbackRegistry().lookupByName("prototype")).isNull();
    }

    private static final class Container implements BeanRepository {

        @Override
        public Object lookupByName(String name) {
            return name.equals("prototype") ? new Object() : null;
        }

        @Override
        public <T> T lookupByNameAndType(String name, Class<T> type) {
            return type.cast(lookupByName(name));
        }

        @Override
        public <T> Map<String, T> findByTypeWithName(Class<T> type) {
            return Map.of("prototype", type.cast(lookupByName("prototype")));
        }

        @Override
        public <T> Set<T> findByType(Class<T> type) {
            return Set.of(type.cast(lookupByName("prototype")));
        }
    }
}
