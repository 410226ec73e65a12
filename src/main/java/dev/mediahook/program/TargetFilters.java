package dev.mediahook.program;

import dev.mediahook.Mediahook;
import dev.mediahook.config.SettingsReader;
import dev.mediahook.event.JobStatus;
import dev.mediahook.notify.Target;
import dev.mediahook.sender.Sender;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds filters of targets that would keep a target from ever being notified. */
final class TargetFilters {

    private static final Pattern FILTER = Pattern.compile("mediahook\\.notify\\.([a-z0-9-]+)\\.(senders|types)");
    private static final String TYPES = "dev.mediahook.";
    private static final String OF_JOBS = TYPES + "job.";

    private TargetFilters() {}

    /**
     * @param names of the properties that are given
     * @param installed has found the senders, those that are off too
     */
    static List<String> faults(SettingsReader reader, Set<String> names, Mediahook installed) {
        Set<String> senders = installed.senders().stream().map(Sender::name).collect(Collectors.toSet());
        // Such a sender comes back once its file is corrected.
        senders.addAll(installed.broken().keySet());
        return faults(reader, names, senders);
    }

    static List<String> faults(SettingsReader reader, Set<String> names, Set<String> senders) {
        List<String> faults = new ArrayList<>();
        for (String name : names) {
            Matcher filter = FILTER.matcher(name);
            if (!filter.matches()) {
                continue;
            }
            String target = "mediahook.notify." + filter.group(1) + ".to";
            if (reader.text(name).isPresent() && reader.text(target).isEmpty()) {
                faults.add(name + ": there is no " + target + " that it belongs to");
            }
            boolean bySender = filter.group(2).equals("senders");
            reader.list(name).stream()
                    .filter(one -> bySender ? !senders.contains(one) : !canOccur(one))
                    .forEach(one -> faults.add(name + ": " + (bySender ? noSender(one) : noType(one))));
        }
        return faults;
    }

    /** A sender's own events may have any type after the prefix; those of jobs are known. */
    private static boolean canOccur(String type) {
        return ofJobs().anyMatch(known -> Target.matches(type, known))
                || (type.startsWith(TYPES) && !type.startsWith(OF_JOBS) && type.length() > TYPES.length());
    }

    private static Stream<String> ofJobs() {
        return Arrays.stream(JobStatus.values()).filter(JobStatus::terminal).map(status -> OF_JOBS + status.word());
    }

    private static String noSender(String name) {
        return "there is no sender \"" + name + "\"; a sender is named as in its webhook's path";
    }

    private static String noType(String type) {
        return "\"" + type + "\" is no type of an event; there are " + String.join(", ", ofJobs().toList()) + ", "
                + TYPES + "credits.low and " + TYPES + "credits.exhausted";
    }
}
