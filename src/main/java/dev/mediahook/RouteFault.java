package dev.mediahook;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.spi.Resource;

/** Says in one line what is wrong with a route file, and where. */
final class RouteFault {

    private static final Pattern YAML_LINE = Pattern.compile("line (\\d+), column \\d+");
    private static final Pattern SOURCE_LINE = Pattern.compile("\\.yaml:(\\d+)");
    private static final int LONGEST = 300;

    private RouteFault() {}

    /** File, line if it is known, and cause. */
    static String line(Resource file, Throwable fault) {
        Throwable deepest = fault;
        String line = "";
        for (Throwable one = fault; one != null; one = one.getCause()) {
            line = line.isEmpty() ? lineIn(String.valueOf(one.getMessage())) : line;
            deepest = one;
        }
        String location = file.getLocation().replaceFirst("^(file|classpath):", "");
        return "file=" + location + (line.isEmpty() ? "" : " line=" + line) + " cause=\"" + text(deepest) + "\"";
    }

    private static String lineIn(String message) {
        for (Pattern pattern : new Pattern[] {SOURCE_LINE, YAML_LINE}) {
            Matcher matcher = pattern.matcher(message);
            if (matcher.find()) {
                return matcher.group(1);
            }
        }
        return "";
    }

    private static String text(Throwable fault) {
        String message = fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
        String oneLine = message.strip().replaceAll("\\s*\\R\\s*", " ").replace('"', '\'');
        return oneLine.length() > LONGEST ? oneLine.substring(0, LONGEST) + "…" : oneLine;
    }
}
