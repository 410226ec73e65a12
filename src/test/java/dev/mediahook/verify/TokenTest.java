package dev.mediahook.verify;

import static dev.mediahook.verify.Deliveries.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.delivery.Proof;
import dev.mediahook.delivery.RequestHead;
import dev.mediahook.receive.RefusalCause;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Senders send back the token that they were given. */
class TokenTest {

    private static final Token PATH = new Token(PathToken::in, List.of("a+b~token", "the-one-before"));
    private static final Token BEARER =
            new Token(TokenPlaces.header("Authorization", "Bearer"), List.of("token-1", "token-2"));
    private static final Token QUERY = new Token(TokenPlaces.query("token"), List.of("token-1"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/webhooks/acme/a+b~token",
                "/webhooks/acme/a+b~token/",
                "/webhooks/acme/a%2Bb%7Etoken",
                "/webhooks/acme/a%2bb%7etoken/",
                "/webhooks/acme/the-one-before",
                "/camel/webhooks/acme/the%2Done%2dbefore",
            })
    void takesTheTokenInThePathHoweverItIsWritten(String path) {
        assertShown(PATH.verify(at(path)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/webhooks/acme/a%20b~token",
                "/webhooks/acme/a b~token",
                "/webhooks/acme/a+b~toke",
                "/webhooks/acme/A+b~token",
                "/webhooks/acme/a+b~token/more",
                "/webhooks/acme/more/a+b~token",
                "/webhooks/acme/a+b~token%00",
                "/webhooks/acme/%",
                "/webhooks/acme/%zz",
            })
    void refusesAnotherToken(String path) {
        assertRefused(PATH.verify(at(path)), RefusalCause.TOKEN_WRONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webhooks/acme", "/webhooks/acme/", "/webhooks/acme//", "/webhooks/other/a+b~token", ""})
    void refusesAPathWithoutAToken(String path) {
        assertRefused(PATH.verify(at(path)), RefusalCause.TOKEN_MISSING);
    }

    @Test
    void takesABearerTokenInAnyCaseOfTheScheme() {
        assertShown(BEARER.verify(Deliveries.of("{}", "authorization", "Bearer token-2")));
        assertShown(BEARER.verify(Deliveries.of("{}", "Authorization", "bearer  token-1")));
        assertRefused(BEARER.verify(Deliveries.of("{}", "Authorization", "Bearer token")), RefusalCause.TOKEN_WRONG);
        assertRefused(BEARER.verify(Deliveries.of("{}", "Authorization", "token-1")), RefusalCause.SIGNATURE_MALFORMED);
        assertRefused(BEARER.verify(Deliveries.of("{}")), RefusalCause.TOKEN_MISSING);
        assertRefused(
                BEARER.verify(
                        Deliveries.of("{}", "Authorization", "Bearer token-1", "Authorization", "Bearer token-1")),
                RefusalCause.SIGNATURE_REPEATED);
    }

    @Test
    void takesATokenInTheQuery() {
        RequestHead head = RequestHead.of("/webhooks/acme", List.of());

        assertShown(QUERY.verify(Deliveries.at(0, head.withQuery(Map.of("token", "token-1")), "{}")));
        assertRefused(
                QUERY.verify(Deliveries.at(0, head.withQuery(Map.of("token", "token-2")), "{}")),
                RefusalCause.TOKEN_WRONG);
        assertRefused(QUERY.verify(Deliveries.at(0, head, "{}")), RefusalCause.TOKEN_MISSING);
    }

    @Test
    void takesNothingWithoutATokenOfOurs() {
        Token none = new Token(PathToken::in, List.of());

        assertRefused(none.verify(at("/webhooks/acme/anything")), RefusalCause.TOKEN_WRONG);
        assertShown(none.verify(at("/webhooks/acme/anything"), "anything"));
    }

    private static dev.mediahook.delivery.Delivery at(String path) {
        return Deliveries.at(0, RequestHead.of(path, List.of()), "{}");
    }

    private static void assertShown(Verdict verdict) {
        assertThat(verdict).isEqualTo(new Verdict.Verified(Proof.TOKEN));
    }
}
