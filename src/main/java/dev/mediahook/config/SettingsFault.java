package dev.mediahook.config;

import java.util.List;

/** The configuration can't be used. The message names every faulty property and says what to write instead. */
public final class SettingsFault extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final List<String> faults;

    public SettingsFault(List<String> faults) {
        super(words(faults.stream().distinct().toList()));
        this.faults = faults.stream().distinct().toList();
    }

    private static String words(List<String> faults) {
        return "The configuration has " + faults.size() + (faults.size() == 1 ? " fault: " : " faults: ")
                + String.join("; ", faults);
    }

    /** The faults, each starting with the property's name. */
    public List<String> faults() {
        return faults;
    }
}
