package dev.mediahook.program;

import dev.mediahook.config.KnownProperties;
import dev.mediahook.config.SettingsFault;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The text of a properties file. A {@code mediahook.…} value is exactly what its line holds: a backslash escapes
 * nothing and continues no line; otherwise a secret would differ from the sender's. All other lines are read as Java
 * reads them.
 *
 * @param values by name; if a name is given twice, the last value counts
 * @param faults what the file says that can't be taken as written, by line
 * @param remarks what the user may have meant otherwise, by line; without any value
 */
record WrittenProperties(Map<String, String> values, List<String> faults, List<String> remarks) {

    /**
     * @param file read as UTF-8; need not exist
     * @throws SettingsFault if the file can't be read, or if Java can't read a line that is not ours
     */
    static WrittenProperties read(Path file) {
        if (!Files.exists(file)) {
            return of(file.toString(), "");
        }
        try {
            return of(file.toString(), new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new SettingsFault(List.of(file + ": can't be read"));
        }
    }

    /**
     * @param file the file's name in messages
     * @param text decoded as UTF-8, with malformed bytes replaced
     */
    static WrittenProperties of(String file, String text) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        StringBuilder others = new StringBuilder();
        boolean continues = false;
        int number = 0;
        for (String line : text.replaceFirst("^\ufeff", "").split("\r\n|\n|\r", -1)) {
            number++;
            String place = file + ":" + number + ": ";
            String written = line.stripLeading();
            boolean comment = !continues && (written.startsWith("#") || written.startsWith("!"));
            if (!comment && line.indexOf('\ufffd') >= 0) {
                faults.add(place + "is not UTF-8; save the file as UTF-8");
            }
            if (!continues && written.startsWith(KnownProperties.PREFIX)) {
                put(values, place, written, faults, remarks);
            } else {
                others.append(line).append('\n');
                continues = !comment && endsInOddBackslashes(line);
            }
        }
        Map<String, String> all = new LinkedHashMap<>(asJavaReads(others.toString()));
        all.putAll(values);
        return new WrittenProperties(Map.copyOf(all), List.copyOf(faults), List.copyOf(remarks));
    }

    private static void put(
            Map<String, String> values, String place, String written, List<String> faults, List<String> remarks) {
        int end = 0;
        while (end < written.length() && "=: \t\f".indexOf(written.charAt(end)) < 0) {
            end++;
        }
        String name = written.substring(0, end);
        String rest = written.substring(end).strip();
        String value =
                rest.startsWith("=") || rest.startsWith(":") ? rest.substring(1).strip() : rest;
        if (values.put(name, value) != null) {
            remarks.add(place + name + " is given a second time; this value counts");
        }
        if (!KnownProperties.isSecret(name) && value.endsWith("\\")) {
            faults.add(place + name + " ends in a backslash; write the whole value in one line");
        } else if (value.indexOf('\\') >= 0) {
            remarks.add(place + name + " holds a backslash, which is taken as written");
        }
    }

    private static Map<String, String> asJavaReads(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (IllegalArgumentException malformed) {
            throw new SettingsFault(List.of("application.properties: " + malformed.getMessage()));
        }
        Map<String, String> values = new LinkedHashMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        values.replaceAll((name, value) -> value.stripTrailing());
        return values;
    }

    private static boolean endsInOddBackslashes(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\\') {
            end--;
        }
        return (line.length() - end) % 2 == 1;
    }
}
