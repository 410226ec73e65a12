package dev.mediahook.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/** The command line of the program, without properties and without a gateway. */
final class Commands {

    private Commands() {}

    /** Prints what a user would read, errors among it. */
    static CommandLine printingTo(StringWriter printed) {
        CommandLine line = MediahookCommand.line(
                properties -> {
                    throw new AssertionError("no gateway is started");
                },
                name -> Optional.empty(),
                Map::of,
                Clock.systemUTC());
        return line.setOut(new PrintWriter(printed)).setErr(new PrintWriter(printed));
    }
}
