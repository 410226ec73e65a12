package dev.mediahook;

import dev.mediahook.LimitedHost.Beyond;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An outage of nine minutes: 2,500 events wait, and as many more have expired. A medium lives for ten minutes, and the
 * host serves 50 a second.
 */
class OutageIT {

    @TempDir
    Path data;

    @Test
    void losesNoMediumThatCouldStillBeHadBecauseALaterOneWentFirst() throws Exception {
        try (LimitedHost host = new LimitedHost(50, Beyond.ANSWERED_429)) {
            Outage outage = new Outage(data, host, 2500, 540_000);
            outage.keep(60_000);
            outage.endsAndEveryLivingMediumIsStored();
        }
    }
}
