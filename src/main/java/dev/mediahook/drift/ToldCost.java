package dev.mediahook.drift;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The cost of a job as its payload reports it.
 *
 * @param unit USD, credits, or else the field's own name
 */
record ToldCost(BigDecimal amount, String unit) {

    private static final int DEEPEST = 3;
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

    /** The names that senders use: cost, usage.cost, credits, api_credit_cost, and the like. */
    private static final Pattern NAME = Pattern.compile(
            "(?i)(total_?|api_?|job_?)?(cost|credits?|price)(_?(usd|used|cost|spent|charged|in_?usd))?");

    /** The first cost found; outer fields come first. */
    static Optional<ToldCost> in(JsonNode json) {
        return in(json, 0);
    }

    private static Optional<ToldCost> in(JsonNode json, int depth) {
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            // The parser accepts NaN and numbers too large for a double; neither is an amount.
            if (NAME.matcher(field.getKey()).matches()
                    && field.getValue().isNumber()
                    && Double.isFinite(field.getValue().doubleValue())) {
                BigDecimal amount = field.getValue().decimalValue();
                if (amount.signum() > 0 && amount.compareTo(MOST) < 0) {
                    return Optional.of(new ToldCost(amount, unit(field.getKey(), json.path("currency"))));
                }
            }
        }
        if (depth == DEEPEST) {
            return Optional.empty();
        }
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            Optional<ToldCost> inner = in(field.getValue(), depth + 1);
            if (inner.isPresent()) {
                return inner;
            }
        }
        return Optional.empty();
    }

    private static String unit(String name, JsonNode currency) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.contains("usd")) {
            return "USD";
        }
        if (lower.contains("credit")) {
            return "credits";
        }
        return currency.isTextual() && currency.asText().matches("[A-Za-z]{3}")
                ? currency.asText().toUpperCase(Locale.ROOT)
                : lower;
    }
}
