package dev.mediahook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.database.StoreUnavailable;
import dev.mediahook.delivery.EventId;
import dev.mediahook.overview.LastHeard;
import dev.mediahook.overview.OverviewView;
import dev.mediahook.overview.OverviewView.Counts;
import dev.mediahook.overview.OverviewView.Dying;
import dev.mediahook.overview.OverviewView.InboxView;
import dev.mediahook.overview.OverviewView.Latency;
import dev.mediahook.sender.Sender;
import java.time.Instant;
import java.util.List;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsole.MediaType;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;

/** What Camel's dev console shows of the overview. */
class OverviewDevConsoleTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Sender OFF =
            new Sender("krea", false, List.of("mediahook.krea.webhook-token"), null, true, true);

    private final LastHeard heard = new LastHeard();

    @Test
    void aMarginIsWhatIsLeftUntilTheDeadline() {
        heard.refused("krea", NOW);
        DevConsole console = new OverviewDevConsole(OverviewDevConsoleTest::overview, () -> List.of(OFF), heard);

        assertThat(Jsoner.serialize(console.call(MediaType.JSON)))
                .contains("\"marginSeconds\":58", "\"jobId\":\"a job\\u001B\"", "\"depth\":3", "\"dead\":7");
        assertThat((String) console.call(MediaType.TEXT))
                .contains("Backlog: depth=3 accepted=1 waiting=1 processing=1 oldest=90s dead=7\n")
                .contains("in 58s event=")
                .contains("sender=bfl job=\"a job\\u001b\" state=waiting attempts=4 reason=fetch_failed\n")
                .contains("off accepted=never refused=2026-01-01T00:00:00Z (mediahook.krea.webhook-token is not set)");
    }

    @Test
    void sendersAreShownWhileTheDatabaseIsAway() {
        DevConsole console = new OverviewDevConsole(
                () -> {
                    throw new StoreUnavailable("away");
                },
                () -> List.of(OFF),
                heard);

        assertThat(Jsoner.serialize(console.call(MediaType.JSON)))
                .contains("\"fault\"", "\"krea\"")
                .doesNotContain("inbox");
        assertThat((String) console.call(MediaType.TEXT)).contains("database can't be read", "krea");
    }

    private static OverviewView overview() {
        Counts none = new Counts(NOW, 60, List.of(), List.of(), List.of(), List.of(), List.of());
        Dying dying =
                new Dying(new EventId(1), "bfl", "a job\u001b", NOW, NOW.plusSeconds(58), 4, "waiting", "fetch_failed");
        return new OverviewView(
                NOW, none, none, new Latency(null, null), new InboxView(3, 1, 1, 1, 90, 7), List.of(dying), List.of());
    }
}
