package dev.mediahook.cli;

import dev.mediahook.config.UnknownProperty;
import java.time.Clock;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line after {@code java -jar mediahook.jar}. */
@Command(
        name = "java -jar mediahook.jar",
        abbreviateSynopsis = true,
        mixinStandardHelpOptions = true,
        description = "Takes the webhooks of generative-media APIs. Without a command it runs the gateway.",
        footer = {"", "A command's own options: java -jar mediahook.jar COMMAND --help"})
public final class MediahookCommand {

    private static final Pattern NO_COMMAND =
            Pattern.compile("Unmatched arguments? (?:at|from) index 0: '([^'-][^']*)'");
    private static final String THERE_IS_NO = "there is no command '";
    /** How many letters of a command may be wrong, missing or superfluous for it to be recognised. */
    private static final int MOST_WRONG = 2;

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
        return line.addSubcommand(new HelpCommand())
                .addSubcommand(new DemoCommand(start, properties, clock))
                .addSubcommand(new NewSenderCommand())
                .addSubcommand(new ExtractRoutesCommand(shipped))
                .addSubcommand(new SendCommand(properties, clock))
                .addSubcommand(new StandInCommand(properties, clock));
    }

    /** Shows how the program or one of its commands is used. */
    @Command(name = "help", header = "Shows this list, or how a command is used: help send.", helpCommand = true)
    private static final class HelpCommand implements Callable<Integer> {

        @Spec
        private @Nullable CommandSpec spec;

        @Parameters(paramLabel = "COMMAND", arity = "0..1", description = "Show how this command is used.")
        private @Nullable String command;

        @Override
        public Integer call() {
            CommandLine all = Objects.requireNonNull(spec).parent().commandLine();
            CommandLine shown = command == null ? all : all.getSubcommands().get(command);
            if (shown == null) {
                throw new ParameterException(all, noCommand(all, String.valueOf(command)));
            }
            shown.usage(all.getOut());
            return CommandLine.ExitCode.OK;
        }
    }

    /** Reports the mistake and where to read more, without the whole usage text. */
    private static int wrong(ParameterException fault, String[] arguments) {
        CommandLine line = fault.getCommandLine();
        String message = String.valueOf(fault.getMessage());
        Matcher unknown = NO_COMMAND.matcher(message);
        if (unknown.lookingAt()) {
            message = noCommand(line, unknown.group(1));
        }
        line.getErr().println(message);
        if (!message.startsWith(THERE_IS_NO)) {
            CommandLine.UnmatchedArgumentException.printSuggestions(fault, line.getErr());
            line.getErr().println("How it is used: " + line.getCommandSpec().qualifiedName() + " --help");
        }
        line.getErr().flush();
        return CommandLine.ExitCode.USAGE;
    }

    private static String noCommand(CommandLine line, String wrong) {
        String plain = wrong.toLowerCase(Locale.ROOT);
        Optional<String> nearest = line.getSubcommands().keySet().stream()
                .filter(name -> UnknownProperty.distance(plain, name) <= MOST_WRONG)
                .min(Comparator.comparingInt(name -> UnknownProperty.distance(plain, name)));
        return THERE_IS_NO + wrong + "'"
                + nearest.map(name -> "; did you mean " + name + "?").orElse(";")
                + " java -jar mediahook.jar help lists all commands";
    }
}
