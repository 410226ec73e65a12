package dev.mediahook.config;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/**
 * The properties that are one sender's own, {@code mediahook.{sender}.…}. They are read whenever they are needed, since senders
 * come with their routes; what is faulty ends the start, and whatever comes to be faulty later is never taken for absent.
 */
public final class SenderProperties {

    private final Function<String, Optional<String>> properties;

    /**
     * @param properties a property's value by its name; blank counts as absent
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
     * @throws SettingsFault if it is none
     */
    public Duration duration(String sender, String name, Duration otherwise) {
        return read(reader -> reader.duration(property(sender, name), otherwise));
    }

    /**
     * @throws SettingsFault if it is neither true nor false
     */
    public boolean yes(String sender, String name, boolean otherwise) {
        return read(reader -> reader.yes(property(sender, name), otherwise));
    }

    /**
     * @throws SettingsFault if it is no positive whole number
     */
    public int count(String sender, String name, int otherwise) {
        return read(reader -> reader.count(property(sender, name), otherwise));
    }

    /** How long polling pauses, whoever the sender is. */
    public Duration pollEvery(Duration otherwise) {
        return read(reader -> reader.duration("mediahook.poll.every", otherwise));
    }

    /** How we are reached, without a slash at its end; empty if nobody said. */
    public Optional<String> publicUrl() {
        return new SettingsReader(properties)
                .text("mediahook.public-url")
                .map(address -> address.replaceAll("/+$", ""));
    }

    /** Has a reader find the faults in all that these senders' properties say. */
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
