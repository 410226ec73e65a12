package dev.mediahook.drift;

import java.math.BigDecimal;
import java.util.List;

/**
 * What jobs cost, as far as senders say it.
 *
 * @param items the newest day first
 */
public record CostsView(List<DayOfSender> items) {

    /**
     * One sender's jobs of a day (UTC).
     *
     * @param unit USD, credits, or the sender's own word for it
     * @param lost of what was paid, what was for media that could not be had
     */
    public record DayOfSender(String day, String sender, String unit, int jobs, BigDecimal paid, BigDecimal lost) {}
}
