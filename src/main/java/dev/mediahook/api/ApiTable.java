package dev.mediahook.api;

import dev.mediahook.receive.PathTemplate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** All calls that there are. */
record ApiTable(List<Call> calls) {

    ApiTable {
        calls = List.copyOf(calls);
    }

    /**
     * The methods that a path takes, as {@code Allow} lists them; empty if no call has it. Of two templates that fit, the
     * one with fewer names in braces is meant.
     */
    Optional<String> allowed(String path) {
        return template(path).map(this::methods);
    }

    /** Whether a path means this call's template, and not one that is more literal. */
    boolean means(Call call, String path) {
        return template(path).filter(call.path()::equals).isPresent();
    }

    private Optional<String> template(String path) {
        return calls.stream()
                .map(Call::path)
                .filter(template -> PathTemplate.fits(template, path))
                .min(Comparator.comparingLong(
                        template -> template.chars().filter(c -> c == '{').count()));
    }

    private String methods(String template) {
        TreeSet<String> methods = new TreeSet<>();
        calls.stream()
                .filter(call -> call.path().equals(template))
                .flatMap(call -> List.of(call.method().split(",")).stream())
                .forEach(methods::add);
        return String.join(", ", methods);
    }
}
