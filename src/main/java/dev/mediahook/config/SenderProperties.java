package dev.mediahook.config;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/**
 * The properties of one sender, {@code mediahook.{sender}.…}. They are read whenever they are needed, since senders
 * come with their routes. A faulty value ends the start; one that becomes faulty later is never treated as absent.
 */
public final class SenderProperties {

    private final Function<String, Optional<String>> properties;

    /**
     * @param properties returns a property's value by name; a blank value counts as absent
     */
    public SenderProperties(Function<String, Optional<String>> properties) {
        this.properties = properties;
    }

    public Optional<String> text(String sender, String name) {
        return new SettingsReader(properties).text(property(sender, name));
    }

    public boolean has(String sender, String name) {
        return text(sender, name).isPresent();
    }

    /**
     * @throws SettingsFault if the value is no duration
     */
    public Duration duration(String sender, String name, Duration otherwise) {
        return read(reader -> reader.duration(property(sender, name), otherwise));
    }

    /**
     * @throws SettingsFault if the value is neither true nor false
     */
    public boolean yes(String sender, String name, boolean otherwise) {
        return read(reader -> reader.yes(property(sender, name), otherwise));
    }

    /**
     * @throws SettingsFault if the value is no positive whole number
     */
    public int count(String sender, String name, int otherwise) {
        return read(reader -> reader.count(property(sender, name), otherwise));
    }

    /** The default pause between polls, for all senders. */
    public Duration pollEvery(Duration otherwise) {
        return read(reader -> reader.duration("mediahook.poll.every", otherwise));
    }

    /** Our public URL, without a trailing slash; empty if it is not set. */
    public Optional<String> publicUrl() {
        return new SettingsReader(properties)
                .text("mediahook.public-url")
                .map(address -> address.replaceAll("/+$", ""));
    }

    /** Adds the faults in these senders' properties to the reader. */
    static void check(SettingsReader reader, Collection<String> senders) {
        for (String sender : senders) {
            reader.duration(property(sender, "webhook-timeout"), Duration.ZERO);
            reader.duration(property(sender, "poll-for"), Duration.ZERO);
            reader.count(property(sender, "polls-per-minute"), 1);
            reader.yes(property(sender, "confirm"), true);
            reader.yes(property(sender, "require-known-job"), false);
            reader.address(property(sender, "api-url"));
        }
        reader.address("mediahook.public-url");
        reader.duration("mediahook.poll.every", Duration.ZERO);
    }

    private <T> T read(Function<SettingsReader, T> reading) {
        SettingsReader reader = new SettingsReader(properties);
        T value = reading.apply(reader);
        reader.throwFaults();
        return value;
    }

    private static String property(String sender, String name) {
        return "mediahook." + sender + "." + name;
    }
}
