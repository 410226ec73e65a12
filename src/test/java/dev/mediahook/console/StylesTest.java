package dev.mediahook.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A browser takes a style whose colour has no value for invalid, and says nothing: a focus that nobody sees, for example. */
class StylesTest {

    private static final Path CONSOLE = Path.of("src/main/resources/mediahook/console");
    private static final Pattern DEFINED = Pattern.compile("(--[a-z0-9-]+): ");
    private static final Pattern USED = Pattern.compile("var\\((--[a-z0-9-]+)");
    /** The light theme, the dark one that a person has chosen, and the dark one of the person's system. */
    private static final Pattern THEME = Pattern.compile("(?s)^ *:root[^{]*\\{(.*?)}", Pattern.MULTILINE);

    @Test
    void everyThemeGivesEachColourThatIsUsedAValueAndNoOther() throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.list(CONSOLE)) {
            for (Path file : files.filter(file -> file.toString().matches(".*\\.(css|js)"))
                    .toList()) {
                used.addAll(names(USED, Files.readString(file)));
            }
        }
        List<String> themes = THEME.matcher(Files.readString(CONSOLE.resolve("console.css")))
                .results()
                .map(theme -> theme.group(1))
                .filter(theme -> theme.contains("--ground:"))
                .toList();
        assertThat(themes).hasSize(3).allSatisfy(theme -> assertThat(names(DEFINED, theme))
                .isEqualTo(used));
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
