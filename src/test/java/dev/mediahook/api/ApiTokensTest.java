package dev.mediahook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiTokensTest {

    @Test
    void eachOpensWhatItIsFor() {
        ApiTokens both = new ApiTokens(Optional.of("steer"), Optional.of("look"));
        assertThat(both.of("Bearer steer")).isEqualTo(Access.STEER);
        assertThat(both.of("bearer look")).isEqualTo(Access.LOOK);
        assertThat(both.of("Bearer other")).isEqualTo(Access.NONE);
        assertThat(both.of("Basic steer")).isEqualTo(Access.NONE);
        assertThat(both.of(null)).isEqualTo(Access.NONE);
        assertThat(both.toString()).doesNotContain("steer", "look");
    }

    @Test
    void aTokenIsItsBytesInUtf8() {
        ApiTokens tokens = new ApiTokens(Optional.of("gr\u00fcn\u65e5"), Optional.empty());
        assertThat(tokens.ofToken("gr\u00fcn\u65e5")).isEqualTo(Access.STEER);
        assertThat(tokens.of("Bearer "
                        + new String("gr\u00fcn\u65e5".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)))
                .isEqualTo(Access.STEER);
        assertThat(tokens.of("Bearer gr?n?")).isEqualTo(Access.NONE);
    }

    @Test
    void aTokenThatIsNotSetIsNobodys() {
        ApiTokens none = new ApiTokens(Optional.empty(), Optional.empty());
        assertThat(none.any()).isFalse();
        assertThat(none.of("Bearer ")).isEqualTo(Access.NONE);
        ApiTokens looking = new ApiTokens(Optional.empty(), Optional.of("look"));
        assertThat(looking.any()).isTrue();
        assertThat(looking.of("Bearer ")).isEqualTo(Access.NONE);
        assertThat(looking.of("Bearer look")).isEqualTo(Access.LOOK);
    }

    @Test
    void ofOneThatIsBothMoreIsMeant() {
        assertThat(new ApiTokens(Optional.of("one"), Optional.of("one")).of("Bearer one"))
                .isEqualTo(Access.STEER);
    }
}
