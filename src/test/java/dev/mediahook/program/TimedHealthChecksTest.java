package dev.mediahook.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimedHealthChecksTest {

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();
    private final DefaultCamelContext context = new DefaultCamelContext();

    /** Ends with the test. */
    private final Phaser hanging = new Phaser(1);

    private volatile boolean hangs;

    /** As a Kafka consumer's check, which hangs while the broker does not answer. */
    private final AbstractHealthCheck check = new AbstractHealthCheck("test", "broker") {
        @Override
        public boolean isLiveness() {
            return false;
        }

        @Override
        protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
            asked.incrementAndGet();
            while (hangs) {
                hanging.awaitAdvance(hanging.getPhase());
            }
            builder.up();
        }
    };

    @AfterEach
    void close() throws Exception {
        answerAgain();
        context.close();
    }

    @Test
    void aCheckThatHangsIsDownAndHoldsUpNoOther() {
        registered(check);
        registered(new AbstractHealthCheck("test", "alive") {
            @Override
            public boolean isLiveness() {
                return true;
            }

            @Override
            protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
                builder.up();
            }
        });
        hangs = true;
        Collection<HealthCheck.Result> readiness = HealthCheckHelper.invokeReadiness(context, "full");
        assertThat(readiness)
                .filteredOn(result -> result.getState() == State.DOWN)
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.getCheck().getId()).isEqualTo("broker");
                    assertThat(result.getMessage()).hasValue("no answer for 1 s");
                });
        assertThat(readiness).extracting(result -> result.getCheck().getId()).contains("alive");
        assertThat(HealthCheckHelper.invokeLiveness(context, "full"))
                .isNotEmpty()
                .allSatisfy(result -> assertThat(result.getState()).isEqualTo(State.UP));
    }

    @Test
    void aCheckThatTakesLongIsWhatItWasAndDownAfterTenSeconds() {
        TimedCheck timed = new TimedCheck(check, ownThread(), nanos::get);
        assertThat(timed.call().getState()).isEqualTo(State.UP);

        hangs = true;
        assertTimeout(Duration.ofSeconds(30), () -> {
            for (int call = 0; call < 20; call++) {
                assertThat(timed.call().getState()).isEqualTo(State.UP);
            }
        });
        assertThat(asked).hasValue(2);

        nanos.addAndGet(Duration.ofSeconds(11).toNanos());
        assertThat(timed.call().getState()).isEqualTo(State.DOWN);
        assertThat(timed.call().getMessage()).hasValue("no answer for 11 s");

        answerAgain();
        Awaitility.await().until(() -> timed.call().getState() == State.UP);
    }

    @Test
    void aCheckThatThrowsIsDown() {
        HealthCheck thrower = new AbstractHealthCheck("test", "throws") {
            @Override
            public HealthCheck.Result call(Map<String, Object> options) {
                throw new NoClassDefFoundError("a jar that is not there");
            }

            @Override
            protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {}
        };
        HealthCheck.Result result = new TimedCheck(thrower, Runnable::run, nanos::get).call();
        assertThat(result.getState()).isEqualTo(State.DOWN);
        assertThat(result.getMessage()).hasValue("NoClassDefFoundError");
    }

    @Test
    void camelFindsItsOwnChecks() {
        registered(check);
        assertThat(HealthCheckRegistry.get(context).getCheck("broker")).containsSame(check);
    }

    private void registered(HealthCheck added) {
        if (!context.isStarted()) {
            TimedHealthChecks.use(context);
            context.start();
        }
        HealthCheckRegistry.get(context).register(added);
    }

    private void answerAgain() {
        hangs = false;
        hanging.arrive();
    }

    private static Executor ownThread() {
        return work -> new Thread(work).start();
    }
}
