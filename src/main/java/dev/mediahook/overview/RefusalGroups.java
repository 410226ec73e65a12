package dev.mediahook.overview;

import dev.mediahook.overview.OverviewView.RefusalGroup;
import dev.mediahook.receive.Refusal;
import dev.mediahook.receive.RefusalCause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Groups refusals that most likely have the same cause. */
final class RefusalGroups {

    private record Kind(String sender, RefusalCause cause) {}

    private RefusalGroups() {}

    /**
     * The groups; the group with the newest refusal comes first.
     *
     * @param newestFirst single refusals
     */
    static List<RefusalGroup> of(List<Refusal> newestFirst) {
        Map<Kind, List<Refusal>> kinds = new LinkedHashMap<>();
        newestFirst.forEach(
                refusal -> kinds.computeIfAbsent(new Kind(refusal.sender(), refusal.cause()), kind -> new ArrayList<>())
                        .add(refusal));
        return kinds.entrySet().stream()
                .map(entry -> group(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static RefusalGroup group(Kind kind, List<Refusal> newestFirst) {
        String remedy = first(newestFirst, Refusal::remedy);
        return new RefusalGroup(
                kind.sender(),
                kind.cause().word(),
                newestFirst.size(),
                newestFirst.get(newestFirst.size() - 1).at(),
                newestFirst.get(0).at(),
                remedy == null ? first(newestFirst, Refusal::detail) : remedy,
                RefusalAdvice.likely(kind.cause(), remedy),
                RefusalAdvice.next(kind.cause(), kind.sender(), remedy));
    }

    private static @Nullable String first(List<Refusal> newestFirst, Function<Refusal, @Nullable String> part) {
        return newestFirst.stream()
                .map(part)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
