package dev.mediahook.api;

import dev.mediahook.receive.PathTemplate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** All calls of the API. */
record ApiTable(List<Call> calls) {

    ApiTable {
        calls = List.copyOf(calls);
    }

    /**
     * The methods that a path allows, as in the header {@code Allow}; empty if no call has the path. If two templates
     * match, the one with fewer placeholders counts.
     */
    Optional<String> allowed(String path) {
        return template(path).map(this::methods);
    }

    /** Whether this call's template is the best match for a path. */
    boolean matches(Call call, String path) {
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
