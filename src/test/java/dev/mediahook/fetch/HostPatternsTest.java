package dev.mediahook.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HostPatternsTest {

    @Test
    void aStarStandsForEveryHostBelowAndNotForTheDomainItself() {
        HostPatterns patterns = HostPatterns.of("*.BFL.ai, cdn.krea.ai");

        assertThat(patterns.allow("delivery.bfl.ai")).isTrue();
        assertThat(patterns.allow("delivery.eu1.bfl.ai")).isTrue();
        assertThat(patterns.allow("cdn.krea.ai")).isTrue();
        assertThat(patterns.allow("bfl.ai")).isFalse();
        assertThat(patterns.allow("evilbfl.ai")).isFalse();
        assertThat(patterns.allow("bfl.ai.evil.example")).isFalse();
        assertThat(patterns.allow("other.krea.ai")).isFalse();
    }

    @Test
    void aStarInTheMiddleStandsForOneLabelOrAPartOfIt() {
        HostPatterns patterns = HostPatterns.of("delivery.*.bfl.ai,cdn-*.krea.ai");

        assertThat(patterns.allow("delivery.eu1.bfl.ai")).isTrue();
        assertThat(patterns.allow("cdn-7.krea.ai")).isTrue();
        assertThat(patterns.allow("delivery.bfl.ai")).isFalse();
        assertThat(patterns.allow("delivery.a.b.bfl.ai")).isFalse();
        assertThat(patterns.allow("delivery.evil.example.bfl.ai")).isFalse();
        assertThat(patterns.allow("cdn-7xkrea.ai")).isFalse();
    }

    @Test
    void aStarAloneIsAnyHost() {
        assertThat(HostPatterns.of("*").allow("anything.example")).isTrue();
    }

    @Test
    void noPatternMeansAnyHost() {
        assertThat(HostPatterns.of(" ").allow("anything.example")).isTrue();
    }
}
