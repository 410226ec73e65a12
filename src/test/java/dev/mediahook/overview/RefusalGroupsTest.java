package dev.mediahook.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.receive.Refusal;
import dev.mediahook.receive.RefusalCause;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalGroupsTest {

    private static final Instant AT = Instant.parse("2026-01-01T10:02:00Z");

    private static Refusal refusal(int minutes, String sender, RefusalCause cause, @Nullable String detail) {
        return new Refusal(AT.plusSeconds(60L * minutes), sender, cause, 10, null, detail);
    }

    @Test
    void putsTogetherWhatHasOneCauseAndShowsTheSettingThatWouldHaveHelped() {
        var groups = RefusalGroups.of(List.of(
                refusal(9, "acme", RefusalCause.SIGNATURE_WRONG, null),
                refusal(8, "other", RefusalCause.TOKEN_WRONG, null),
                refusal(5, "acme", RefusalCause.SIGNATURE_WRONG, "would verify with key=BASE64_AFTER_PREFIX"),
                refusal(0, "acme", RefusalCause.SIGNATURE_WRONG, null)));

        assertThat(groups).hasSize(2);
        assertThat(groups.get(0).count()).isEqualTo(3);
        assertThat(groups.get(0).first()).isEqualTo(AT);
        assertThat(groups.get(0).last()).isEqualTo(AT.plusSeconds(540));
        assertThat(groups.get(0).likely()).contains("would verify with key=BASE64_AFTER_PREFIX");
        assertThat(groups.get(0).next()).contains("routes/acme.camel.yaml");
        assertThat(groups.get(1).next()).contains("mediahook.other.webhook-token");
    }

    /** A scanner's request proves nothing about the secret, even if it is the newest. */
    @Test
    void aMissingHeaderIsNoHintThatTheSecretIsRight() {
        String missing = "no header acme-signature; x-signature looks like a JWT";
        var unsigned = RefusalGroups.of(List.of(refusal(9, "acme", RefusalCause.SIGNATURE_MISSING, missing)))
                .get(0);
        assertThat(unsigned.likely()).doesNotContain("secret is right");
        assertThat(unsigned.next()).contains("mediahook.acme.webhook-secret");
        assertThat(unsigned.detail()).isEqualTo(missing);

        var renamed = RefusalGroups.of(List.of(
                        refusal(9, "acme", RefusalCause.SIGNATURE_MISSING, missing),
                        refusal(5, "acme", RefusalCause.SIGNATURE_MISSING, "no header a; would verify with header=b")))
                .get(0);
        assertThat(renamed.likely())
                .contains("secret is right", "would verify with header=b")
                .doesNotContain("no header");
        assertThat(renamed.detail()).isEqualTo("would verify with header=b");
    }

    @Test
    void aBodyThatWasRewrittenOnTheWayIsNotTheRoutesFault() {
        var rewritten = RefusalGroups.of(List.of(refusal(
                        1, "acme", RefusalCause.SIGNATURE_WRONG, "would verify with the body without its newline")))
                .get(0);
        assertThat(rewritten.next()).contains("rewrites bodies");
    }

    @ParameterizedTest
    @EnumSource
    void everyCauseHasWordsAndAStep(RefusalCause cause) {
        var group = RefusalGroups.of(List.of(refusal(0, "acme", cause, null))).get(0);

        assertThat(group.likely()).endsWith(".").hasSizeGreaterThan(20);
        assertThat(group.next()).endsWith(".").hasSizeGreaterThan(20);
    }
}
