package dev.mediahook.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownPropertyTest {

    private static final Set<String> SENDERS = Set.of("bfl", "abstrakt", "acme");

    @ParameterizedTest
    @CsvSource({
        "mediahok.bfl.webhook-secret, mediahook.bfl.webhook-secret",
        "mediahooks.data-dir, mediahook.data-dir",
        "meidahook.data-dir, mediahook.data-dir",
        "mediahook.abstract.webhook-secret, mediahook.abstrakt.webhook-secret",
        "mediahook.acem.webhook-secret, mediahook.acme.webhook-secret",
        "MEDIAHOOK_ACEM_WEBHOOK_SECRET, MEDIAHOOK_ACME_WEBHOOK_SECRET",
        "mediahook.bfll.webhook-secret, mediahook.bfl.webhook-secret",
        "mediahook.bfl.webhook-secrets, mediahook.bfl.webhook-secret",
        "mediahook.bfl.webook-secret, mediahook.bfl.webhook-secret",
        "mediahook.datadir, mediahook.data-dir",
        "mediahook.acme.colour, mediahook.acme.color",
        "MEDIAHOOK_BFL_WEBHOOK_SECERT, MEDIAHOOK_BFL_WEBHOOK_SECRET",
        "MEDIAHOOK_ABSTRACT_API_KEY, MEDIAHOOK_ABSTRAKT_API_KEY",
        "MEDIAHOK_DATA_DIR, MEDIAHOOK_DATA_DIR",
        "MEDIAHOOK_LOGLEVEL, MEDIAHOOK_LOG_LEVEL",
        "mediahook.bfl.webhookSecret, mediahook.bfl.webhook-secret",
        "mediahook.bfl.webhook_secret, mediahook.bfl.webhook-secret",
        "mediahook.BFL.webhook-secret, mediahook.bfl.webhook-secret",
        "Mediahook.data-dir, mediahook.data-dir",
        "MEDIAHOOK.DATA-DIR, mediahook.data-dir",
        "media-hook.data-dir, mediahook.data-dir",
        "mediahookbfl.webhook-secret, mediahook.bfl.webhook-secret",
        "mediahook-bfl-webhook-secret, mediahook.bfl.webhook-secret",
        "bfl.webhook-secret, mediahook.bfl.webhook-secret",
        "mediahook_bfl_webhook_secret, MEDIAHOOK_BFL_WEBHOOK_SECRET",
        "MEDIAHOOKBFL_WEBHOOK_SECRET, MEDIAHOOK_BFL_WEBHOOK_SECRET",
        "MEDIA_HOOK_DATA_DIR, MEDIAHOOK_DATA_DIR"
    })
    void namesTheNearestKnownOne(String written, String meant) {
        assertThat(unknown(written)).singleElement().satisfies(one -> {
            assertThat(one.nearest()).contains(meant);
            assertThat(one.remark()).isEqualTo(written + " is unknown and has no effect; did you mean " + meant + "?");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mediahook.something.else.entirely",
                "MEDIAHOOK_HOME_OF_THE_IMAGE",
                "mediahook.vidu.webhook-secret",
                "mediahook.suno.api-key",
                "MEDIAHOOK_VIDU_WEBHOOK_SECRET",
                "mediahooknowhere"
            })
    void saysSoIfNothingIsNear(String written) {
        assertThat(unknown(written)).singleElement().satisfies(one -> assertThat(one.nearest())
                .isEmpty());
    }

    @Test
    void aVariablesNameInAFileIsNoProperty() {
        assertThat(KnownProperties.unknown(
                        List.of("MEDIAHOOK_BFL_WEBHOOK_SECRET"), List.of(), List.of(), SENDERS, "java"::equals))
                .singleElement()
                .satisfies(one -> assertThat(one.nearest()).contains("mediahook.bfl.webhook-secret"));
    }

    @Test
    void knowsWhatFilesRoutesAndTheEnvironmentMayGive() {
        assertThat(unknown(
                        "mediahook.retention",
                        "mediahook.acme.color",
                        "mediahook.acme.api-key",
                        "mediahook.java.api-key",
                        "MEDIAHOOK_JAVA_API_KEY",
                        "MEDIAHOOK_LOG_LEVEL",
                        "MEDIAHOOK_BFL_WEBHOOK_SECRET",
                        "MEDIAHOOK_ACME_COLOR",
                        "mediahook.notify.ops-team.to",
                        "MEDIAHOOK_NOTIFY_OPS_TEAM_TO",
                        "MEDIAHOOK_NOTIFY_OPS_TEAM_SENDERS",
                        "MEDIAHOOK_NOTIFY_OPS_TEAM_TYPES",
                        "MEDIAHOOK_SERVICE_HOST",
                        "MEDIAHOOK_SERVICE_PORT_HTTP",
                        "MEDIAHOOK_PORT",
                        "MEDIAHOOK_PORT_8080_TCP_ADDR",
                        "database.url",
                        "camel.server.port",
                        "java.home",
                        "MEDIA_ROOT",
                        "PATH"))
                .isEmpty();
    }

    private static Set<UnknownProperty> unknown(String... names) {
        Map<Boolean, List<String>> variables =
                Stream.of(names).collect(Collectors.partitioningBy(name -> name.matches("[A-Za-z]+_[A-Za-z_0-9]+")));
        return KnownProperties.unknown(
                variables.get(false),
                variables.get(true),
                List.of("uri: x?color={{mediahook.acme.color}}"),
                SENDERS,
                "java"::equals);
    }
}
