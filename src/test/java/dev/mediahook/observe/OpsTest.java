package dev.mediahook.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mediahook.TestGateway;
import dev.mediahook.event.Outcome;
import dev.mediahook.event.Reason;
import dev.mediahook.receive.Refusal;
import dev.mediahook.receive.RefusalCause;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The dashboard and the alerts in ops/, and their documentation, fit the program's metrics. */
class OpsTest {

    private static final Pattern NAME = Pattern.compile("\\bmediahook_[a-z_]+");
    private static final Pattern HELP = Pattern.compile("(?m)^# HELP (mediahook_\\S+) (.*)$");

    @TempDir
    static Path data;

    static String scraped;

    /** Counts by hand what only faults would count. The program counts the rest. */
    @BeforeAll
    static void scrape() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Meters meters = new Meters(registry);
        meters.refused(new Refusal(Instant.EPOCH, "acme", RefusalCause.EMPTY, 0, null));
        meters.putOff("queue");
        meters.connectionClosed("crowded");
        meters.wrongToken();
        meters.ended("acme", "poll", Duration.ofSeconds(1));
        meters.polled("acme", "unanswered");
        meters.tried("acme", new Outcome.Dead(Reason.FETCH_FAILED));
        MediaMeters media = new MediaMeters(registry);
        media.stored("acme", 1, Duration.ofSeconds(1), Duration.ofSeconds(1));
        media.atRisk("acme", 1);
        media.waiting("acme", 1);
        media.lost("acme", Reason.FETCH_FAILED);
        try (TestGateway gateway = TestGateway.start(data, Map.of())) {
            gateway.deliverBfl("{\"id\":\"one\",\"status\":\"Failed\"}");
            scraped = registry.scrape() + gateway.metrics();
        }
    }

    @Test
    void dashboardAndAlertsNameOnlyMetricsThatThereAre() throws IOException {
        Set<String> there =
                NAME.matcher(scraped).results().map(MatchResult::group).collect(Collectors.toSet());
        assertThat(named("ops/alerts.yml")).isNotEmpty().isSubsetOf(there);
        assertThat(named("ops/grafana-dashboard.json")).isNotEmpty().isSubsetOf(there);
        assertThat(named("docs/operating.md")).isNotEmpty().isSubsetOf(there);
    }

    @Test
    void everyMetricSaysWhatItIsAndIsInTheTableAndOnTheDashboard() throws IOException {
        List<MatchResult> helps = HELP.matcher(scraped).results().toList();
        assertThat(helps).hasSizeGreaterThan(20).allSatisfy(help -> assertThat(help.group(2))
                .hasSizeGreaterThan(20));
        String table = Files.readString(Path.of("docs/operating.md"));
        String dashboard = Files.readString(Path.of("ops/grafana-dashboard.json"));
        assertThat(helps)
                .extracting(help -> help.group(1).replaceAll("_max$", ""))
                .allSatisfy(name -> assertThat(table + dashboard).contains(name));
    }

    @Test
    void everyAlertLeadsToItsSectionOfTheRunbook() throws IOException {
        JsonNode rules = new ObjectMapper()
                .valueToTree(new Yaml().<Object>load(Files.readString(Path.of("ops/alerts.yml"))))
                .at("/groups/0/rules");
        List<String> sections = Files.readAllLines(Path.of("docs/runbook.md"));
        Set<String> alerts = new TreeSet<>();
        for (JsonNode rule : rules) {
            String alert = rule.path("alert").asText();
            alerts.add("## " + alert);
            assertThat(rule.at("/annotations/runbook").asText())
                    .isEqualTo("docs/runbook.md#" + alert.toLowerCase(java.util.Locale.ROOT));
            assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
            assertThat(rule.path("expr").asText()).isNotBlank();
        }
        assertThat(sections.stream().filter(line -> line.startsWith("## ")))
                .containsExactlyInAnyOrderElementsOf(alerts);
    }

    private static Set<String> named(String file) throws IOException {
        Set<String> names = new TreeSet<>();
        NAME.matcher(Files.readString(Path.of(file)))
                .results()
                .map(MatchResult::group)
                .forEach(names::add);
        return names;
    }
}
