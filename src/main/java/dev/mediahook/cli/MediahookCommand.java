package dev.mediahook.cli;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What stands after {@code java -jar mediahook.jar}. */
@Command(
        name = "mediahook",
        mixinStandardHelpOptions = true,
        description = "Takes the webhooks of generative-media APIs. Without a command it runs the gateway.")
public final class MediahookCommand {

    private MediahookCommand() {}

    /** That of the jar's manifest. */
    private static String version() {
        return Optional.ofNullable(MediahookCommand.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
    }

    /**
     * The command line with {@code send}, {@code stand-in}, {@code new-sender} and {@code demo}; more can be added to it.
     *
     * @param properties a property's value by its name, environment included
     */
    public static CommandLine line(GatewayStart start, Function<String, Optional<String>> properties, Clock clock) {
        CommandLine line = new CommandLine(new MediahookCommand());
        line.getCommandSpec().version("mediahook " + version() + " (Java " + Runtime.version() + ")");
        return line.addSubcommand(new SendCommand(properties, clock))
                .addSubcommand(new StandInCommand(clock))
                .addSubcommand(new NewSenderCommand())
                .addSubcommand(new DemoCommand(start, clock));
    }
}
