package dev.mediahook.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediahook.config.SettingsFault;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.camel.component.log.LogComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Misspelt options of stores, targets and relays, which showed at the first use only. */
class EndpointOptionsTest {

    private final DefaultCamelContext context = new DefaultCamelContext();

    private StartCheck check(String property, String uri) {
        Properties given = new Properties();
        given.setProperty(property, uri);
        context.getPropertiesComponent().setOverrideProperties(given);
        return StartCheck.of(context, Instant::now);
    }

    private List<String> remarks(String uri) {
        StartCheck check = check("mediahook.notify.to", uri);
        assertThat(check.settings()).isNotNull();
        List<String> remarks = new ArrayList<>();
        check.remarks(remarks::add);
        return remarks;
    }

    @ParameterizedTest
    @CsvSource({
        "mediahook.media.store, aws2-s3:bucket?regoin=eu, aws2-s3 has no option regoin; did you mean region?",
        "mediahook.media.store, file:/x?autoCreate=true&fielExist=Fail, file has no option fielExist; did you mean fileExist?",
        "mediahook.notify.to, file:/x?fielName=y, file has no option fielName; did you mean fileName?",
        "mediahook.notify.to, 'log:a,sftp://host/folder?pasword=hidden', sftp has no option pasword; did you mean password?",
        "mediahook.webhook.relay, direct:mine?timout=5, direct has no option timout; did you mean timeout?"
    })
    void aMisspeltOptionEndsTheStart(String property, String uri, String said) {
        assertThatThrownBy(() -> check(property, uri).settings())
                .isInstanceOf(SettingsFault.class)
                .hasMessageContaining("1 fault: " + property + ": " + said)
                .hasMessageNotContaining("hidden");
        assertThat(context.getEndpoints()).isEmpty();
    }

    @Test
    void anOptionOfAnAddressMayBeTheHostsOwn() {
        assertThat(remarks("https://host.example/path?conectTimeout=1000"))
                .containsExactly("mediahook.notify.to: as https has no option conectTimeout, it is passed on;"
                        + " did you mean connectTimeout?");
    }

    @Test
    void whatMayBeThePartOfAPasswordIsNotShown() {
        assertThat(remarks("sftp://me@host.example/folder?passiveMode=true&password=one&two=three"))
                .containsExactly("mediahook.notify.to: option 3 of the address is none that sftp is known to have;"
                        + " if a value holds &, write it as RAW(…)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:/x?filename=y&temp-prefix=.a&scheduler.xyz=1",
                "file:/x?fileName=${header.CamelFileName}-${date:now:yyyy}",
                "sftp://me@host.example/folder?password=RAW(a&regoin=b)",
                "https://host.example/path?api_key=abc&httpMethd2=b&timeout=5",
                "https://host.example/path?connectTimeout=1000&soTimeout=1000",
                "direct:mine",
                "log:mine?"
            })
    void otherOptionsAreLeftAlone(String uri) {
        assertThat(remarks(uri)).isEmpty();
    }

    @Test
    void aComponentOfSomebodysOwnMayHaveOtherOptions() throws IOException {
        context.addComponent("file", new LogComponent());

        assertThat(remarks("file:/x?fielName=y")).isEmpty();
        context.close();
    }
}
