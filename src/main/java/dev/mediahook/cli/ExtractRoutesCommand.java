package dev.mediahook.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the jar's route files into a folder, for users who have only the jar. */
@Command(
        name = "extract-routes",
        header = "Writes the shipped route files into the folder routes.",
        mixinStandardHelpOptions = true,
        description = "Writes the shipped route files into routes/, to be read and changed. Files that are there stay.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ExtractRoutesCommand implements Callable<Integer> {

    private final Supplier<Map<String, String>> shipped;

    @Spec
    private CommandSpec spec;

    @Option(names = "--folder", defaultValue = "routes", description = "Default: ${DEFAULT-VALUE}")
    private Path folder;

    /**
     * @param shipped the text of each shipped file, by name
     */
    ExtractRoutesCommand(Supplier<Map<String, String>> shipped) {
        this.shipped = shipped;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, String> file : shipped.get().entrySet()) {
                Path target = folder.resolve(file.getKey());
                if (Files.exists(target)) {
                    out.println("kept  " + target);
                } else {
                    Files.writeString(target, file.getValue(), StandardCharsets.UTF_8);
                    out.println("wrote " + target);
                }
            }
        } catch (IOException failure) {
            throw new ParameterException(spec.commandLine(), "can't write to the folder " + folder);
        }
        out.flush();
        return 0;
    }
}
