package dev.mediahook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.LimitedHost.Beyond;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What waited while the program was away, a tenth in number and in time of what {@link OutageIT} tries. */
class OutageTest {

    @TempDir
    Path data;

    @ParameterizedTest
    @EnumSource(Beyond.class)
    void losesNoMediumThatCouldStillBeHadBecauseALaterOneWentFirst(Beyond beyond) throws Exception {
        try (LimitedHost host = new LimitedHost(50, beyond)) {
            Outage outage = new Outage(data, host, 500, 54_000);
            outage.keep(6_000);
            outage.endsAndEveryLivingMediumIsStored();

            assertThat(outage.expiredAskedForBeforeEachLivingOneWas())
                    .as("at most what went along in the free slots")
                    .isLessThanOrEqualTo(16);
        }
    }
}
