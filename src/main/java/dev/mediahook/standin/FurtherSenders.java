package dev.mediahook.standin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The senders that are wholly described in {@code senders.yaml}: what they send, how they sign it, and how their APIs
 * are called. The description follows the senders' own documents and not the route files, since it tests the route
 * files.
 */
final class FurtherSenders {

    private static final String FILE = "senders.yaml";

    private static final List<FurtherSender> ALL = read();

    private FurtherSenders() {}

    static List<FurtherSender> all() {
        return ALL;
    }

    private static List<FurtherSender> read() {
        try (InputStream file = Objects.requireNonNull(FurtherSenders.class.getResourceAsStream(FILE), FILE)) {
            List<FurtherSender> senders = new ArrayList<>();
            Object described = new Load(LoadSettings.builder()
                            .setMaxAliasesForCollections(0)
                            .build())
                    .loadFromInputStream(file);
            ((Map<?, ?>) described)
                    .forEach((name, sender) ->
                            senders.add(new FurtherSender(String.valueOf(name), new Described((Map<?, ?>) sender))));
            return List.copyOf(senders);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("can't read " + FILE, unreadable);
        }
    }
}
