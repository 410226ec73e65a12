package dev.mediahook.register;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mediahook.database.Database;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.submit.Keys;
import dev.mediahook.submit.SenderApiException;
import dev.mediahook.submit.SenderCall;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistrationsTest {

    @TempDir
    Path folder;

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

            registrations.check();

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

        registrations.check();

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

    private static Registrations registrations(Database database, Function<SenderCall, JsonNode> api) {
        Registrations registrations = new Registrations(
                new Keys(database, Clock.systemUTC()),
                api,
                sender -> Optional.of("https://hooks.example/webhooks/" + sender),
                sender -> false,
                Clock.systemUTC());
        registrations.add("bluma", new AccountWebhook("", List.of()));
        return registrations;
    }
}
