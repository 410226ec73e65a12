package dev.mediahook.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The machine's clock is set back or forward while the program runs. */
class SteadyClockTest {

    private final SettableClock machine = new SettableClock();
    private final Instant begun = machine.instant();
    private final SteadyClock clock = new SteadyClock(machine, 0);

    @Test
    void goesWithTheMachinesClockWhileThatIsRight() {
        machine.pass(Duration.ofDays(31));

        assertThat(clock.instant()).isEqualTo(begun.plus(Duration.ofDays(31)));
    }

    @Test
    void aClockThatIsSetBackStopsNothing() {
        clock.millis();
        machine.pass(Duration.ofHours(-1));
        assertThat(clock.instant()).isEqualTo(begun);

        machine.pass(Duration.ofMinutes(1));

        assertThat(clock.instant()).isBetween(begun.plusSeconds(50), begun.plusSeconds(60));
    }

    @Test
    void bothAgreeAgainInTimeAndItNeverGoesBackMeanwhile() {
        clock.millis();
        machine.pass(Duration.ofHours(-1));
        Instant before = clock.instant();
        for (int minute = 0; minute < 9 * 60; minute++) {
            machine.pass(Duration.ofMinutes(1));
            assertThat(clock.instant()).isAfter(before);
            before = clock.instant();
        }

        assertThat(clock.instant()).isEqualTo(machine.instant());
    }

    @Test
    void manySetBacksAddUp() {
        for (int i = 0; i < 3; i++) {
            clock.millis();
            machine.pass(Duration.ofHours(-1));
        }

        assertThat(clock.instant()).isEqualTo(begun);
    }

    @Test
    void tellsNoEarlierTimeThanTheLastRunDid() {
        SteadyClock next = new SteadyClock(machine, begun.plusSeconds(3600).toEpochMilli());

        assertThat(next.instant()).isEqualTo(begun.plusSeconds(3600));
    }
}
