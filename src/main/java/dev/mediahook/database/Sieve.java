package dev.mediahook.database;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Filters a listing, newest first, by conditions that no index supports. It reads a fixed number of rows at a time and
 * stops after a short time. So a page may be short; its {@code next} says where to continue.
 *
 * @param patience after which a page ends short
 */
public record Sieve(Duration patience) {

    private static final int ROWS = 500;

    /** The usual limit. */
    public static final Sieve BRIEF = new Sieve(Duration.ofMillis(300));

    /** Reads the newest rows with a lower number. */
    @FunctionalInterface
    public interface Rows<T> {
        List<T> before(long number, int limit);

        /** Serves rows that were already read, newest first. */
        static <T> Rows<T> of(List<T> few, ToLongFunction<T> number) {
            return (before, limit) -> few.stream()
                    .filter(row -> number.applyAsLong(row) < before)
                    .limit(limit)
                    .toList();
        }
    }

    /**
     * A page of matching rows.
     *
     * @param next the next rows have lower numbers than this; empty at the end
     */
    public record Found<T>(List<T> rows, OptionalLong next) {}

    /**
     * Reads a page.
     *
     * @param lowest no wanted row has a lower number
     * @param all whether every row down to {@code lowest} is wanted
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
