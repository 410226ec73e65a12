package dev.mediahook.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * A property name that has no meaning.
 *
 * @param nearest the known name that was probably meant
 */
public record UnknownProperty(String name, Optional<String> nearest) implements Comparable<UnknownProperty> {

    static UnknownProperty of(String name, Collection<String> known) {
        String letters = letters(name);
        Optional<String> same = known.stream()
                .filter(one -> letters(one).equals(letters) || letters(one).equals("mediahook" + letters))
                .min(Comparator.naturalOrder());
        int farthest = Math.max(3, name.length() / 6);
        return new UnknownProperty(name, same.or(() -> known.stream()
                .filter(one -> distance(name, one) <= farthest
                        && 2 * distance(second(name), second(one))
                                < second(name).length())
                .min(Comparator.<String>comparingInt(one -> distance(name, one))
                        .thenComparing(Comparator.naturalOrder()))));
    }

    /** Removes case and separators, which people often confuse. */
    static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[._-]", "");
    }

    /** The word after the prefix, often a sender: names that share only what follows it mean different things. */
    private static String second(String name) {
        return (name + ".").split("[._-]", 3)[1];
    }

    static int endOfFirstWord(String name) {
        int end = 0;
        while (end < name.length() && "._-".indexOf(name.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /** The edit distance: letters that are missing, superfluous, wrong or swapped with the next one. */
    public static int distance(String one, String other) {
        int[][] steps = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                int wrong = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                int least = Math.min(steps[i - 1][j - 1] + wrong, 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
                boolean swapped = i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                steps[i][j] = swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
            }
        }
        return steps[one.length()][other.length()];
    }

    @Override
    public int compareTo(UnknownProperty other) {
        return name.compareTo(other.name);
    }

    /** A remark for the log. */
    public String remark() {
        return name + " is unknown and has no effect"
                + nearest.map(meant -> "; did you mean " + meant + "?").orElse("");
    }
}
