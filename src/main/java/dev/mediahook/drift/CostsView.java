package dev.mediahook.drift;

import java.math.BigDecimal;
import java.util.List;

/**
 * The costs of jobs, as far as senders report them.
 *
 * @param items the newest day first
 */
public record CostsView(List<DayOfSender> items) {

    /**
     * The jobs of one sender on one day (UTC).
     *
     * @param unit USD, credits, or the sender's own name of the unit
     * @param lost the part of {@code paid} for media that could not be fetched
     */
    public record DayOfSender(String day, String sender, String unit, int jobs, BigDecimal paid, BigDecimal lost) {}
}
