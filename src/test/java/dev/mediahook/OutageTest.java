package dev.mediahook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.LimitedHost.Beyond;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same as {@link OutageIT}, with a fifth of the events and a tenth of the time. */
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
                    .as("no more than fit into free slots")
                    .isLessThanOrEqualTo(16);
        }
    }
}
