package dev.mediahook.cli;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command line after {@code java -jar mediahook.jar}. */
@Command(
        name = "java -jar mediahook.jar",
        abbreviateSynopsis = true,
        mixinStandardHelpOptions = true,
        description = "Takes the webhooks of generative-media APIs. Without a command it runs the gateway.",
        footer = {"", "A command's own options: java -jar mediahook.jar COMMAND --help"})
public final class MediahookCommand {

    private MediahookCommand() {}

    /** The version in the jar's manifest. */
    private static String version() {
        return Optional.ofNullable(MediahookCommand.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
    }

    /**
     * The command line with the commands of this package; more can be added.
     *
     * @param properties returns a property's value by name, as the gateway would find it
     * @param shipped the text of each shipped route file, by name
     */
    public static CommandLine line(
            GatewayStart start,
            Function<String, Optional<String>> properties,
            Supplier<Map<String, String>> shipped,
            Clock clock) {
        CommandLine line = new CommandLine(new MediahookCommand());
        line.setParameterExceptionHandler(MediahookCommand::wrong);
        line.getCommandSpec().version("mediahook " + version() + " (Java " + Runtime.version() + ")");
        return line.addSubcommand(new DemoCommand(start, properties, clock))
                .addSubcommand(new NewSenderCommand())
                .addSubcommand(new ExtractRoutesCommand(shipped))
                .addSubcommand(new SendCommand(properties, clock))
                .addSubcommand(new StandInCommand(properties, clock));
    }

    /** Reports the mistake and where to read more, without the whole usage text. */
    private static int wrong(ParameterException fault, String[] arguments) {
        CommandLine line = fault.getCommandLine();
        String message = String.valueOf(fault.getMessage())
                .replaceFirst("^Unmatched arguments? (at|from) index 0: '([^']*)'.*", "there is no command '$2'");
        line.getErr().println(message);
        CommandLine.UnmatchedArgumentException.printSuggestions(fault, line.getErr());
        line.getErr().println("How it is used: " + line.getCommandSpec().qualifiedName() + " --help");
        line.getErr().flush();
        return CommandLine.ExitCode.USAGE;
    }
}
