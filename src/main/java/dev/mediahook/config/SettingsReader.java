package dev.mediahook.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads single properties and collects their faults, so that the user gets all of them at once. */
public final class SettingsReader {

    private final Function<String, Optional<String>> properties;
    private final List<String> faults = new ArrayList<>();

    /**
     * @param properties returns a property's value by name; a blank value counts as absent
     */
    public SettingsReader(Function<String, Optional<String>> properties) {
        this.properties = name -> properties.apply(name).map(String::strip).filter(value -> !value.isEmpty());
    }

    public String text(String name, String otherwise) {
        return properties.apply(name).orElse(otherwise);
    }

    public Optional<String> text(String name) {
        return properties.apply(name);
    }

    /** Comma-separated values; blank ones are dropped. */
    public List<String> list(String name) {
        return properties.apply(name).map(SettingsReader::commaSeparated).orElse(List.of());
    }

    public static List<String> commaSeparated(String values) {
        return Arrays.stream(values.split(","))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /**
     * Adds a fault if the value is no server address. The fault does not repeat the value, which may contain a
     * password.
     */
    void address(String name) {
        if (properties.apply(name).filter(value -> !isAddress(value)).isPresent()) {
            faults.add(name + ": is no address such as https://hooks.example, without user, query and fragment");
        }
    }

    private static boolean isAddress(String value) {
        try {
            URI address = new URI(value);
            return ("https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme()))
                    && address.getHost() != null
                    && address.getRawUserInfo() == null
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    public boolean yes(String name, boolean otherwise) {
        return read(name, otherwise, "true or false", value -> switch (value.toLowerCase(java.util.Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(value);
        });
    }

    /** A positive whole number. */
    public int count(String name, int otherwise) {
        return read(name, otherwise, "a whole number of 1 or more", value -> {
            int number = Integer.parseInt(value);
            if (number < 1) {
                throw new IllegalArgumentException(value);
            }
            return number;
        });
    }

    public double factor(String name, double otherwise) {
        return read(name, otherwise, "a number from 1 to 100, such as 2 or 1.5", value -> {
            double number = Double.parseDouble(value);
            if (!(number >= 1 && number <= 100)) {
                throw new IllegalArgumentException(value);
            }
            return number;
        });
    }

    /** A duration that must not be zero. */
    public Duration span(String name, Duration otherwise) {
        return read(name, otherwise, "a duration above zero such as 500ms, 30s, 5m or 2h", value -> {
            Duration span = Amounts.duration(value);
            if (span.isZero()) {
                throw new IllegalArgumentException(value);
            }
            return span;
        });
    }

    public Duration duration(String name, Duration otherwise) {
        return read(name, otherwise, "a duration such as 500ms, 30s, 5m, 2h or 30d", Amounts::duration);
    }

    /** A size in bytes. */
    public long size(String name, long otherwise) {
        return read(name, otherwise, "a size such as 1048576, 512KiB, 20MB or 2GiB", Amounts::bytes);
    }

    /** A file mode as {@code chmod} accepts it. */
    public FileModes modes(String name, FileModes otherwise) {
        return read(name, otherwise, "a mode of files such as 600, 640 or 644", FileModes::of);
    }

    /** Adds a fault that the caller has found. */
    public void fault(String name, String whatToDo) {
        faults.add(name + ": " + whatToDo);
    }

    /**
     * @throws SettingsFault naming every fault found so far
     */
    public void throwFaults() {
        if (!faults.isEmpty()) {
            throw new SettingsFault(faults);
        }
    }

    private <T> T read(String name, T otherwise, String expected, Function<String, T> reading) {
        Optional<String> value = properties.apply(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            return reading.apply(value.get());
        } catch (RuntimeException unreadable) {
            fault(name, "\"" + value.get() + "\" is not " + expected);
            return otherwise;
        }
    }
}
