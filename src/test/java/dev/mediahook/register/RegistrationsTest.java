package dev.mediahook.register;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mediahook.database.Database;
import dev.mediahook.database.Duties;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.submit.Keys;
import dev.mediahook.submit.Refusals;
import dev.mediahook.submit.SenderApiException;
import dev.mediahook.submit.SenderCall;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistrationsTest {

    private static final String OURS = "https://hooks.example/webhooks/bluma";

    @TempDir
    Path folder;

    private final List<String> ended = new ArrayList<>();

    @Test
    void knowsTheSecretOfAWebhookThatWasMadeBeforeItsDeliveriesCouldNotBeRead() {
        try (Database database = TestDatabase.SQLITE.open(folder, Map.of())) {
            Registrations registrations = registrations(database, call -> switch (call.method()) {
                case "POST" ->
                    JsonNodeFactory.instance.objectNode().put("id", "w1").put("secret", "s1");
                case "GET" -> {
                    if (call.path().endsWith("/deliveries")) {
                        throw SenderApiException.ofUnknownJob();
                    }
                    yield JsonNodeFactory.instance.arrayNode();
                }
                default -> throw new IllegalStateException(call.method());
            });

            check(database, registrations);

            assertThat(registrations.secrets("bluma")).containsExactly("s1");
        }
    }

    @Test
    void keepsWhatItKnowsWhileTheDatabaseIsAway() {
        Database database = TestDatabase.SQLITE.open(folder, Map.of());
        new Keys(database, Clock.systemUTC()).keep("w1", "bluma.webhook", "s1");
        Registrations registrations = registrations(database, call -> {
            database.close();
            throw new IllegalStateException("stopping");
        });

        check(database, registrations);

        assertThat(registrations.secrets("bluma")).containsExactly("s1");
    }

    @Test
    void knowsWithinASecondOfAWebhookThatAnotherNodeHasMade() {
        try (Database database = TestDatabase.SQLITE.open(folder, Map.of())) {
            Registrations here = registrations(database, call -> {
                throw new IllegalStateException("the other node does it");
            });
            assertThat(here.secrets("bluma")).isEmpty();

            new Keys(database, Clock.systemUTC()).keep("w2", "bluma.webhook", "s2");

            Awaitility.await().atMost(Duration.ofSeconds(3)).untilAsserted(() -> assertThat(here.secrets("bluma"))
                    .containsExactly("s2"));
        }
    }

    @Test
    void replacesAWebhookWhoseSecretWasLostAsItWasMade() {
        Database broken = TestDatabase.SQLITE.open(folder, Map.of());
        check(broken, registrations(broken, account(List.of("theirs"), call -> {
            broken.close();
            return made("lost", "s1");
        })));

        try (Database database = TestDatabase.SQLITE.open(folder, Map.of())) {
            Registrations registrations =
                    registrations(database, account(List.of("theirs", "lost"), call -> made("w2", "s2")));
            check(database, registrations);

            assertThat(ended).as("what was there before is somebody else's").containsExactly("/lost");
            assertThat(registrations.secrets("bluma")).containsExactly("s2");
        }
    }

    @Test
    void leavesAWebhookAloneThatSomebodyMadeAfterItsOwnWasRefused() {
        try (Database database = TestDatabase.SQLITE.open(folder, Map.of())) {
            check(database, registrations(database, account(List.of(), call -> {
                throw Refusals.forbidden();
            })));

            check(database, registrations(database, account(List.of("by-hand"), call -> made("w2", "s2"))));

            assertThat(ended).isEmpty();
        }
    }

    @Test
    void leavesTheDutyToANodeThatHasTheAddressAndTheKey() {
        try (Database database = TestDatabase.POSTGRESQL.open(folder, Map.of())) {
            Function<SenderCall, JsonNode> api = account(List.of(), call -> made("w1", "s1"));
            Registrations without = registrations(database, api, sender -> Optional.empty());
            Registrations with = registrations(database, api);

            without.check(new Duties(database, Clock.systemUTC(), "one"));
            with.check(new Duties(database, Clock.systemUTC(), "two"));

            assertThat(with.secrets("bluma")).containsExactly("s1");
        }
    }

    /** An account with these webhooks at our address. */
    private Function<SenderCall, JsonNode> account(List<String> webhooks, Function<SenderCall, JsonNode> making) {
        ArrayNode listed = JsonNodeFactory.instance.arrayNode();
        webhooks.forEach(id -> listed.addObject().put("id", id).put("url", OURS));
        return call -> switch (call.method()) {
            case "POST" -> making.apply(call);
            case "DELETE" -> {
                ended.add(call.path());
                yield JsonNodeFactory.instance.nullNode();
            }
            default -> call.path().isEmpty() ? listed : JsonNodeFactory.instance.arrayNode();
        };
    }

    private static JsonNode made(String id, String secret) {
        return JsonNodeFactory.instance.objectNode().put("id", id).put("secret", secret);
    }

    private static void check(Database database, Registrations registrations) {
        registrations.check(new Duties(database, Clock.systemUTC(), "one"));
    }

    private static Registrations registrations(Database database, Function<SenderCall, JsonNode> api) {
        return registrations(database, api, sender -> Optional.of(OURS));
    }

    private static Registrations registrations(
            Database database, Function<SenderCall, JsonNode> api, Function<String, Optional<String>> address) {
        Registrations registrations = new Registrations(
                new Keys(database, Clock.systemUTC()), api, address, sender -> false, Clock.systemUTC());
        registrations.add("bluma", new AccountWebhook("", List.of()));
        return registrations;
    }
}
