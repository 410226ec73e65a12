package dev.mediahook.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The build's main artifact is small and holds no third-party classes. */
class ThinJarIT {

    private static final int MOST_BYTES = 1_330_000;

    /** Packages that only the packaged program needs. */
    private static final List<String> PROGRAM =
            List.of("dev/mediahook/program/", "dev/mediahook/cli/", "dev/mediahook/standin/");

    @Test
    void isSmallAndHoldsOurOwnAloneAndNothingOfTheProgram() throws IOException {
        Path thin = Path.of(System.getProperty("mediahook.thin-jar"));
        assertThat(Files.size(thin)).isLessThan(MOST_BYTES);
        try (JarFile jar = new JarFile(thin.toFile())) {
            List<String> names = jar.stream().map(entry -> entry.getName()).toList();
            assertThat(names)
                    .contains("META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports")
                    .doesNotContain("log4j2.properties", "application.properties")
                    .allMatch(name -> name.startsWith("dev/")
                            || name.startsWith("META-INF/")
                            || name.startsWith("mediahook/")
                            || name.startsWith("kamelets/")
                            || name.startsWith("db/"))
                    .noneMatch(name -> PROGRAM.stream().anyMatch(name::startsWith));
        }
    }
}
