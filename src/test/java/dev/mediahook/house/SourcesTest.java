package dev.mediahook.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.config.HostProperties;
import dev.mediahook.config.KnownProperties;
import dev.mediahook.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules that only the text of the sources can show. */
class SourcesTest {

    private static final Path MAIN = Path.of("src/main/java/dev/mediahook");
    private static final Pattern SENDER = Pattern.compile("(?i)bfl|bluma|abstrakt|higgsfield|krea");
    private static final Pattern SLEEP = Pattern.compile("(Thread|TimeUnit\\.\\w+)\\.sleep\\(");
    private static final int LONGEST_CLASS = 250;
    private static final int LONGEST_TEST = 200;

    /** A sender consists of a file in routes/ and properties. Its name in the program would be the first crack. */
    @Test
    void noSenderIsNamedInTheProgram() throws IOException {
        assertThat(matching(MAIN, SENDER))
                .filteredOn(line -> !line.contains("/standin/"))
                .isEmpty();
    }

    @Test
    void nobodySleepsInTestsEither() throws IOException {
        assertThat(matching(Path.of("src/test/java"), SLEEP)).isEmpty();
    }

    @Test
    void everyRoomSaysWhatItIs() throws IOException {
        try (Stream<Path> folders = Files.walk(MAIN)) {
            assertThat(folders.filter(Files::isDirectory))
                    .allSatisfy(folder -> assertThat(Files.readString(folder.resolve("package-info.java")))
                            .startsWith("/**")
                            .contains("@NullMarked"));
        }
    }

    @Test
    void noClassIsTooLongToRead() throws IOException {
        assertThat(sources(MAIN))
                .allSatisfy(file -> assertThat(Files.readAllLines(file)).hasSizeLessThanOrEqualTo(LONGEST_CLASS));
        assertThat(sources(Path.of("src/test/java")))
                .allSatisfy(file -> assertThat(Files.readAllLines(file)).hasSizeLessThanOrEqualTo(LONGEST_TEST));
    }

    /** A setting without an explanation is a riddle, and so is one that nobody can find. */
    @Test
    void everyPropertyIsExplainedInTheLineAboveIt() throws IOException {
        Pattern property = Pattern.compile("#?[a-z][\\w.-]+=.*");
        List<String> lines = Files.readAllLines(Path.of("application.properties"));
        List<String> unexplained = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (property.matcher(lines.get(i)).matches()
                    && (i == 0 || !lines.get(i - 1).startsWith("# "))) {
                unexplained.add(lines.get(i));
            }
        }
        assertThat(unexplained).isEmpty();
        assertThat(lines).hasSizeLessThanOrEqualTo(200);
    }

    @Test
    void everySettingThatIsKnownIsInTheFileAndNoOther() throws IOException {
        Set<String> inFile = names("application.properties", "(?m)^#?(mediahook\\.[\\w.-]+)=");
        Set<String> used = new TreeSet<>();
        for (Path source : sources(MAIN.resolve("config"))) {
            used.addAll(names(source.toString(), "\"(mediahook\\.[a-z-]+\\.?[a-z.-]*[a-z])\""));
        }
        used.removeAll(HostProperties.ALL);

        assertThat(inFile).containsAll(used);
        assertThat(KnownProperties.unknown(
                        inFile, List.of(), List.of(), KnownProperties.senders(inFile), sender -> false))
                .isEmpty();
        assertThat(KnownProperties.all(Set.of()))
                .as("a property of one sender is a property of every sender")
                .noneMatch(name -> SENDER.matcher(name).find());
    }

    /** The file shows the defaults that the program has. */
    @Test
    void whatIsCommentedOutShowsItsDefault() throws IOException {
        Map<String, String> shown = new HashMap<>();
        Pattern.compile("(?m)^#?(mediahook\\.[\\w.-]+)=(.*)$")
                .matcher(Files.readString(Path.of("application.properties")))
                .results()
                .forEach(line -> shown.put(line.group(1), line.group(2)));
        // The program has an API and a console; a host has them if it asks for them.
        assertThat(shown.remove("mediahook.api.enabled")).isEqualTo("true");
        assertThat(shown.remove("mediahook.console.enabled")).isEqualTo("true");

        assertThat(Settings.read(name -> Optional.ofNullable(shown.get(name)), Set.of()))
                .isEqualTo(Settings.read(name -> Optional.empty(), Set.of()));
    }

    private static Set<String> names(String file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(Path.of(file)))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> matching(Path folder, Pattern pattern) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : sources(folder)) {
            for (String line : Files.readAllLines(file)) {
                if (pattern.matcher(line).find()) {
                    found.add(file + ": " + line.strip());
                }
            }
        }
        return found;
    }
}
