package dev.mediahook.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of all senders says what their files say, and each sender has a page of its own. */
class SendersPageTest {

    private static final Path PAGE = Path.of("docs/senders.md");
    private static final Path PAGES = Path.of("docs/senders");
    private static final int LEAST_SENDERS = 25;
    private static final Set<String> BEANS = Set.of(
            "dev.mediahook.verify.HmacSignatureProcessor",
            "dev.mediahook.verify.StandardWebhooksProcessor",
            "dev.mediahook.verify.Ed25519SignatureProcessor",
            "dev.mediahook.verify.JwtSignatureProcessor",
            "dev.mediahook.verify.HeaderTokenProcessor",
            "dev.mediahook.verify.PathTokenProcessor",
            "dev.mediahook.verify.QueryTokenProcessor",
            "dev.mediahook.verify.SignedElseTokenProcessor",
            "dev.mediahook.event.PayloadMappingProcessor",
            "dev.mediahook.submit.SenderApiProcessor");

    static Stream<Path> files() {
        return ShippedRoutes.senders().stream();
    }

    @Test
    void isMadeOfTheRouteFiles() throws IOException {
        String now = SenderTable.page();

        assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                .as("write this to %s:%n%s", PAGE, now)
                .isEqualTo(now);
        assertThat(ShippedRoutes.senders()).hasSizeGreaterThanOrEqualTo(LEAST_SENDERS);
    }

    @ParameterizedTest
    @MethodSource("files")
    void hasAPageWithASetUpOfFiveLinesAtMost(Path file) throws IOException {
        String name = file.getFileName().toString().replace(".camel.yaml", "");
        String page = Files.readString(PAGES.resolve(name + ".md"));

        assertThat(page).startsWith("# ").contains("## Set-up", "## Trouble", "mediahook." + name + ".");
        assertThat(page.lines().filter(line -> line.matches("\\d+\\. .*"))).hasSizeBetween(2, 5);
    }

    @Test
    void tellsOfNoSenderThatThereIsNot() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            assertThat(pages.map(page -> page.getFileName().toString().replace(".md", "")))
                    .containsExactlyInAnyOrderElementsOf(ShippedRoutes.senders().stream()
                            .map(file -> file.getFileName().toString().replace(".camel.yaml", ""))
                            .toList());
        }
    }

    /** Java is written for a family of senders, never for a single one. */
    @ParameterizedTest
    @MethodSource("files")
    void needsNoJavaOfItsOwn(Path file) {
        assertThat(SenderTable.beans(file).map(SenderTable::type)).isSubsetOf(BEANS);
    }

    /** The eighth family is JWT. No shipped sender documents enough of it; a test sends a JWT to a file of its own. */
    @Test
    void isOfOneOfEightFamilies() {
        assertThat(ShippedRoutes.senders().stream()
                        .flatMap(SenderTable::beans)
                        .map(SenderTable::family)
                        .filter(family -> !family.isEmpty())
                        .distinct())
                .containsExactlyInAnyOrder(
                        "HMAC of the body",
                        "HMAC of time and body",
                        "HMAC of id, time and body, Standard Webhooks among them",
                        "HMAC of what names the delivery",
                        "Ed25519",
                        "token in a header",
                        "token in the address");
    }

    /** Half of the files are so short that a reader sees the chain at a glance. */
    @Test
    void isShortAsARule() {
        var lines = ShippedRoutes.senders().stream()
                .map(SendersPageTest::lines)
                .sorted()
                .toList();

        assertThat(lines.get(lines.size() / 2)).isLessThanOrEqualTo(100);
    }

    private static int lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
