package dev.mediahook.database;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Goes through a listing from its newest row on and keeps what is wanted by conditions that no index knows. It takes so
 * many rows at a time and no longer than a moment: a page may come short, and its end says where to go on.
 *
 * @param patience after which a page ends short
 */
public record Sieve(Duration patience) {

    private static final int ROWS = 500;

    /** A moment. */
    public static final Sieve BRIEF = new Sieve(Duration.ofMillis(300));

    /** Reads the newest rows whose number is lower. */
    @FunctionalInterface
    public interface Rows<T> {
        List<T> before(long number, int limit);

        /** Those of a few that were read already, newest first. */
        static <T> Rows<T> of(List<T> few, ToLongFunction<T> number) {
            return (before, limit) -> few.stream()
                    .filter(row -> number.applyAsLong(row) < before)
                    .limit(limit)
                    .toList();
        }
    }

    /**
     * What was found.
     *
     * @param next the number that the next rows are lower than; empty at the end
     */
    public record Found<T>(List<T> rows, OptionalLong next) {}

    /**
     * A page.
     *
     * @param lowest the number that no wanted row is lower than
     * @param all whether every row from there on is wanted
     */
    public <T> Found<T> page(
            Rows<T> rows,
            ToLongFunction<T> number,
            Predicate<T> wanted,
            boolean all,
            long before,
            long lowest,
            int limit) {
        long begin = System.nanoTime();
        int window = all ? limit + 1 : Math.max(ROWS, limit + 1);
        List<T> found = new ArrayList<>();
        long at = before;
        while (true) {
            List<T> some = rows.before(at, window);
            for (T row : some) {
                if (number.applyAsLong(row) < lowest) {
                    return new Found<>(found, OptionalLong.empty());
                }
                if (wanted.test(row)) {
                    if (found.size() == limit) {
                        return new Found<>(found, OptionalLong.of(at));
                    }
                    found.add(row);
                }
                at = number.applyAsLong(row);
            }
            if (some.size() < window) {
                return new Found<>(found, OptionalLong.empty());
            }
            if (System.nanoTime() - begin > patience.toNanos()) {
                return new Found<>(found, OptionalLong.of(at));
            }
        }
    }
}
