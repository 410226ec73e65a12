package dev.mediahook.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathTemplateTest {

    private static Map<String, String> job(String segment) {
        return PathTemplate.parameters("/api/jobs/{sender}/{jobId}", "/api/jobs/krea/" + segment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%ff", "a%c3", "%c3%28", "%ed%a0%80", "%C3%EF%BF%BD", "%C3%EF%BF%BD%A4", "a%2", "%"})
    void aSegmentThatIsNoUtf8IsLeftOut(String segment) {
        assertThat(job(segment)).isEqualTo(Map.of("sender", "krea"));
    }

    @Test
    void everyOtherSegmentIsDecoded() {
        assertThat(job("a+b%20%c3%a4%2F%F0%9F%98%80")).containsEntry("jobId", "a+b ä/😀");
        assertThat(job("a%ef%bf%bd")).as("the character itself").containsEntry("jobId", "a\ufffd");
    }
}
