package dev.mediahook.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.LogLines;
import dev.mediahook.database.NodeChannel;
import dev.mediahook.database.StoreUnavailable;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.retry.RetryPolicy;
import dev.mediahook.work.TestThreads;
import dev.mediahook.work.WorkThreads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.LoggingLevel;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** If a step ends with an Error or never ends, the try at its event has failed. */
class StepErrorsTest {

    @TempDir
    Path data;

    private final WorkThreads threads = TestThreads.few();
    private final AtomicInteger tries = new AtomicInteger();
    private final List<String> after = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final DefaultCamelContext context = new DefaultCamelContext();
    private TestInbox inbox;
    private Dispatcher dispatcher;

    static Error[] errors() {
        return Stream.concat(Stream.of(TestThreads.survivable()), Stream.of(new InternalError("of the JVM")))
                .toArray(Error[]::new);
    }

    @BeforeEach
    void open() {
        inbox = new TestInbox(TestDatabase.SQLITE, data);
    }

    @AfterEach
    void close() {
        end.countDown();
        context.getShutdownStrategy().setTimeout(1);
        context.stop();
        dispatcher.close();
        inbox.close();
        threads.close();
    }

    @ParameterizedTest
    @MethodSource("errors")
    void isTriedAgainAfterAnErrorInAStep(Error error) throws Exception {
        try (LogLines lines = LogLines.of(InboxConsumer.class)) {
            start(Duration.ofMinutes(35), 1, false, exchange -> firstTime(error));
            isDoneAtTheSecondTry();
            assertThat(lines.warnings()).singleElement().asString().contains(error.toString());
        }
    }

    /** The database has logged its fault, and the line of the next try names it. */
    @Test
    void isTriedAgainWithoutAWarningAfterAFaultOfTheDatabase() throws Exception {
        try (LogLines lines = LogLines.of(InboxConsumer.class)) {
            start(Duration.ofMinutes(35), 1, false, exchange -> firstTime(new StoreUnavailable("away")));
            isDoneAtTheSecondTry();
            assertThat(lines.warnings()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("errors")
    void isTriedAgainAfterAnErrorBesideIt(Error error) throws Exception {
        start(Duration.ofMinutes(35), 1, true, exchange -> firstTime(error));
        isDoneAtTheSecondTry();
    }

    @Test
    void isTriedAgainAfterAStackThatRanOver() throws Exception {
        start(Duration.ofMinutes(35), 1, true, exchange -> {
            if (tries.incrementAndGet() == 1) {
                after.add("depth " + deeper(1));
            }
        });
        isDoneAtTheSecondTry();
    }

    @Test
    void isTriedAgainAfterAStepThatNeverEndsAndNoFurtherStepBeginsWhenItDoes() throws Exception {
        start(Duration.ofMillis(300), 1, false, exchange -> {
            if (tries.incrementAndGet() == 1) {
                uninterrupted();
                after.add("ended late");
            }
        });
        isDoneAtTheSecondTry();
        end.countDown();
        Awaitility.await().until(() -> after.contains("ended late"));
        inbox.keep("bfl", "next");
        dispatcher.readyAll();
        Awaitility.await().until(() -> inbox.events().stream().allMatch(event -> event.state() == EventState.DONE));
        assertThat(after).containsExactly("step after it", "ended late", "step after it");
    }

    private <T extends Throwable> void firstTime(T thrown) throws T {
        if (tries.incrementAndGet() == 1) {
            throw thrown;
        }
    }

    private void isDoneAtTheSecondTry() {
        Awaitility.await().until(() -> {
            inbox.clock.pass(Duration.ofSeconds(10));
            dispatcher.readyAll();
            return inbox.events().get(0).state() == EventState.DONE;
        });
        assertThat(inbox.events().get(0).attempts()).isEqualTo(2);
        assertThat(tries).hasValue(2);
        assertThat(after).as("no step follows one that failed").containsExactly("step after it");
    }

    /** Starts the route. If the sender has one slot, a second try shows that the slot was freed. */
    private void start(Duration longestTry, int slots, boolean beside, Processor step) throws Exception {
        dispatcher = new Dispatcher(
                inbox.leases,
                inbox.clock,
                new Dispatcher.Times(TestInbox.LEASE, longestTry),
                threads.events(),
                () -> false,
                new NodeChannel(inbox.database, "one", threads.schedule()),
                threads.loops());
        RetryPolicy retries = new RetryPolicy(Duration.ofSeconds(1), 2, Duration.ofSeconds(4), Duration.ofHours(2));
        context.getCamelContextExtension().addInterceptStrategy(new StepErrorsStrategy(exchange -> true));
        context.addComponent(
                "inbox",
                new InboxComponent(
                        inbox.leases,
                        dispatcher,
                        retries,
                        inbox.clock,
                        new Random(1),
                        slots,
                        sender -> false,
                        (event, sender, outcome) -> {}));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                if (beside) {
                    from("inbox:bfl")
                            .split(constant(List.of("one", "two")))
                            .aggregationStrategy(
                                    (before, next) -> before != null && before.getException() != null ? before : next)
                            .parallelProcessing()
                            .executorService(threads.transfers())
                            .choice()
                            .when(body().isEqualTo("one"))
                            .process(step)
                            .end()
                            .end()
                            .process(exchange -> after.add("step after it"));
                } else {
                    from("inbox:bfl").to("direct:step").process(exchange -> after.add("step after it"));
                    from("direct:step").log(LoggingLevel.DEBUG, "first").process(step);
                }
            }
        });
        context.start();
        inbox.keep("bfl", "event");
        dispatcher.start();
    }

    private int deeper(int depth) {
        return depth < 0 ? depth : depth + deeper(depth + 1);
    }

    private void uninterrupted() {
        while (end.getCount() > 0) {
            try {
                end.await();
            } catch (InterruptedException ignored) {
                Thread.onSpinWait();
            }
        }
    }
}
