package dev.mediahook.submit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Specifies the status URLs to which an API key may be sent. */
class StatusUrlTest {

    private static final String API = "https://api.bfl.ai";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.bfl.ai/v1/get_result?id=1",
                "https://API.bfl.ai:443/v1/get_result?id=1",
                "https://api.eu.bfl.ai/v1/get_result?id=1",
                "https://api.us1.bfl.ai/x",
            })
    void isTheApisOwnHostOrOneThatTheFileNames(String url) {
        assertThat(StatusUrl.usable(url, API, "*.bfl.ai")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.bfl.ai/v1/get_result?id=1",
                "http://api.eu.bfl.ai/x",
                "https://api.eu.bfl.ai:8443/x",
                "https://bfl.ai.example/x",
                "https://evilbfl.ai/x",
                "https://bfl.ai/x",
                "https://key@api.bfl.ai/x",
                "https://api.bfl.ai@evil.example/x",
                "https://evil.example/?api.bfl.ai",
                "https://evil.example/.bfl.ai",
                "https://evil.example\\.bfl.ai/x",
                "https://127.0.0.1/x",
                "//api.bfl.ai/x",
                "/v1/get_result",
                "file:///etc/passwd",
                "mailto:a@api.bfl.ai",
                "not a url",
                "",
            })
    void isNowhereElse(String url) {
        assertThat(StatusUrl.usable(url, API, "*.bfl.ai")).isEmpty();
    }
}
