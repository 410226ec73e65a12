package dev.mediahook.register;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mediahook.database.Database;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.submit.Keys;
import dev.mediahook.submit.SenderAnswer;
import dev.mediahook.submit.SenderCall;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
                        throw SenderAnswer.ofUnknownJob();
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
