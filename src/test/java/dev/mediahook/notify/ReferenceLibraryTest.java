package dev.mediahook.notify;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A receiver with the reference library of Standard Webhooks accepts our signatures, and refuses changed notifications.
 */
class ReferenceLibraryTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String BODY = "{\"specversion\":\"1.0\",\"subject\":\"gr\u00fcn\"}";

    @Test
    void takesWhatWeSign() throws Exception {
        Webhook receiver = new Webhook(SECRET);
        HttpHeaders headers = signed("id-1");
        assertThatCode(() -> receiver.verify(BODY, headers)).doesNotThrowAnyException();
        assertThatThrownBy(() -> receiver.verify(BODY.replace("1.0", "1.1"), headers))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> new Webhook("whsec_AAAA").verify(BODY, headers))
                .isInstanceOf(WebhookVerificationException.class);
    }

    private static HttpHeaders signed(String id) {
        Map<String, List<String>> all = new HashMap<>();
        new NotificationSigner(SECRET)
                .headers(id, Instant.now(), BODY)
                .forEach((name, value) -> all.put(name, List.of(value)));
        return HttpHeaders.of(all, (name, value) -> true);
    }
}
