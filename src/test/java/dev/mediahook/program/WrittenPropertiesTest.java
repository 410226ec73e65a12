package dev.mediahook.program;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenPropertiesTest {

    private static final String SECRET = "mediahook.acme.webhook-secret";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one{{two",
                "{{",
                "}}",
                "{{a}}",
                "ends in a\\",
                "near the en\\d",
                "\\",
                "\\\\",
                "c:\\new\\table",
                "\\u0041",
                "gr\u00fc\u00df \u65e5\u672c \ud83d\ude00",
                "a=b:c#d!e",
                "#x",
                "it's \"so\"",
                "$simple{x}",
                "${x}"
            })
    void aSecretIsWhatWasGiven(String secret) {
        WrittenProperties written = written(SECRET + "=" + secret + "\ncamel.x=y\n");
        assertThat(written.values()).containsEntry(SECRET, secret).containsEntry("camel.x", "y");
        assertThat(written.faults()).isEmpty();
    }

    @Property(tries = 300)
    void everySecretIsWhatWasGiven(@ForAll("texts") String secret) {
        assertThat(written("a=b\n " + SECRET + " = " + secret + " \nc=d").values())
                .containsEntry(SECRET, secret.strip())
                .containsEntry("a", "b")
                .containsEntry("c", "d");
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .excludeChars('\n', '\r', '\ufffd')
                .ofMinLength(1)
                .filter(text -> !text.isBlank());
    }

    @Test
    void whatIsNotOursIsReadAsJavaReadsIt() {
        assertThat(written("\ufeffcamel.a=one,\\\n  two\n# mediahook.x=y\ncamel.b=\\u0041")
                        .values())
                .containsEntry("camel.a", "one,two")
                .containsEntry("camel.b", "A")
                .hasSize(2);
    }

    @Test
    void saysWhatCannotBeTakenAsWritten() {
        WrittenProperties written = written("# caf\ufffd\n" + SECRET
                + "=gr\ufffdn\nmediahook.notify.to=log:a,\\\n  log:b\nmediahook.data-dir=C:\\data");
        assertThat(written.faults())
                .containsExactly(
                        "application.properties:2: is not UTF-8; save the file as UTF-8",
                        "application.properties:3: mediahook.notify.to ends in a backslash;"
                                + " write the whole value in one line");
        assertThat(written.remarks())
                .containsExactly("application.properties:5: mediahook.data-dir holds a backslash,"
                        + " which is taken as written");
    }

    @Test
    void saysWhichSecretWasGivenASecondTime() {
        WrittenProperties written = written(SECRET + "=old\n\n" + SECRET + "=new\ncamel.a=1\ncamel.a=1");

        assertThat(written.values()).containsEntry(SECRET, "new");
        assertThat(written.remarks())
                .containsExactly("application.properties:3: " + SECRET + " is given a second time; this value counts");
    }

    private static WrittenProperties written(String text) {
        return WrittenProperties.of("application.properties", text);
    }
}
