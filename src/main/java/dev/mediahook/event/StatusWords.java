package dev.mediahook.event;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Maps a sender's words to meanings. Numbers are compared by value. Words are compared without regard to case, blanks,
 * {@code -}, {@code _} and the two spellings of cancelled, unless the sender's file asks for exact words.
 */
final class StatusWords {

    private static final Pattern SEPARATOR = Pattern.compile("[-_\\s]");
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,18}(\\.[0-9]{1,18})?");

    private final Map<String, Meaning> meanings = new HashMap<>();
    private final Set<String> moderatedErrors = new HashSet<>();
    private final UnaryOperator<String> form;

    /**
     * @param words the words of each meaning
     * @param moderatedErrors error codes that turn a failure into a moderation
     * @param exact whether words are compared exactly
     * @throws IllegalArgumentException if one word has two meanings
     */
    StatusWords(Map<Meaning, ? extends Collection<String>> words, Collection<String> moderatedErrors, boolean exact) {
        this.form = exact ? UnaryOperator.identity() : StatusWords::plain;
        words.forEach((meaning, all) -> all.forEach(word -> add(word, meaning)));
        moderatedErrors.forEach(code -> this.moderatedErrors.add(form.apply(code)));
    }

    private void add(String word, Meaning meaning) {
        Meaning other = meanings.put(form.apply(word), meaning);
        if (other != null && other != meaning) {
            throw new IllegalArgumentException("\"" + word + "\" can't mean both " + other.word() + " and "
                    + meaning.word() + ": leave it in one of the two lists");
        }
    }

    /** The meaning of a word, given the error reported with it. */
    Meaning meaning(String word, SenderError error) {
        return moderated(meanings.getOrDefault(form.apply(word), Meaning.UNKNOWN), error);
    }

    /** The final meaning, given the error reported with it. */
    Meaning moderated(Meaning meaning, SenderError error) {
        String code = error.code();
        return meaning == Meaning.FAILED && code != null && moderatedErrors.contains(form.apply(code))
                ? Meaning.MODERATED
                : meaning;
    }

    private static String plain(String word) {
        if (NUMBER.matcher(word).matches()) {
            // By value: -1 must not become 1 as the separators go, and 1.0 must equal 1.
            return new BigDecimal(word).stripTrailingZeros().toPlainString();
        }
        return SEPARATOR.matcher(word.toLowerCase(Locale.ROOT)).replaceAll("").replace("cancelled", "canceled");
    }
}
