package dev.mediahook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.database.Database;
import dev.mediahook.database.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WebhookStatisticsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void aJobThatOutlivedItsEventsSaysNothingOfWebhooks(TestDatabase kind) {
        try (Database database = kind.open(folder, Map.of())) {
            int unused = database.writer()
                    .write(
                            handle -> handle.execute(
                                            "INSERT INTO mediahook_job (seq, sender, job_id, status, status_event, submitted_at)"
                                                    + " VALUES (1, 'one', 'known', 'failed', 7, 0), (2, 'one', 'forgotten', 'failed', 8, 0),"
                                                    + " (3, 'one', 'told-by-nobody', 'failed', 0, 0)")
                                    + handle.execute(
                                            "INSERT INTO mediahook_event (id, sender, dedup_key, job_id, via, received_at, state,"
                                                    + " since, deadline, due) VALUES (7, 'one', 'k', 'known', 'webhook', 9, 'done', 0, 0, 0)"));

            WebhookStatistics.Arrivals arrivals = new WebhookStatistics(database).of("one");

            assertThat(arrivals.expected()).isEqualTo(2);
            assertThat(arrivals.arrived()).isEqualTo(1);
        }
    }
}
