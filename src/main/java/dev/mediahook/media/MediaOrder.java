package dev.mediahook.media;

import dev.mediahook.event.MediumRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives media their places in a job whose sender tells of each result separately, in any order. A medium with a known
 * URL keeps its place, however often it is told again, alone or with others.
 */
final class MediaOrder {

    private MediaOrder() {}

    /**
     * The media with their places.
     *
     * @param known those on record
     * @param told by one event, each with its place in that event
     */
    static List<MediumRef> among(List<Medium> known, List<MediumRef> told) {
        Map<String, Integer> whole = new HashMap<>();
        Map<String, Integer> files = new HashMap<>();
        Set<String> ambiguous = twice(told);
        int next = 0;
        for (Medium medium : known) {
            MediumRef ref = new MediumRef(medium.index(), medium.sourceUrl());
            whole.put(ref.url(), ref.index());
            if (files.put(ref.withoutQuery(), ref.index()) != null) {
                ambiguous.add(ref.withoutQuery());
            }
            next = Math.max(next, medium.index() + 1);
        }
        files.keySet().removeAll(ambiguous);
        List<MediumRef> placed = new ArrayList<>(told.size());
        for (MediumRef ref : told) {
            Integer place = whole.getOrDefault(ref.url(), files.get(ref.withoutQuery()));
            placed.add(ref.at(place == null ? next : place));
            next += place == null ? 1 : 0;
        }
        return List.copyOf(placed);
    }

    /** Media whose URLs differ only in their queries. */
    private static Set<String> twice(List<MediumRef> told) {
        Set<String> seen = new HashSet<>();
        Set<String> twice = new HashSet<>();
        told.forEach(ref -> {
            if (!seen.add(ref.withoutQuery())) {
                twice.add(ref.withoutQuery());
            }
        });
        return twice;
    }
}
