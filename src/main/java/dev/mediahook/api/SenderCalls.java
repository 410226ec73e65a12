package dev.mediahook.api;

import dev.mediahook.overview.LastHeard;
import dev.mediahook.poll.WebhookStatistics;
import dev.mediahook.poll.WebhookStatistics.Arrivals;
import dev.mediahook.register.Registration;
import dev.mediahook.register.Registrations;
import dev.mediahook.sender.Sender;
import dev.mediahook.submit.SenderApiException;
import dev.mediahook.view.ListView;
import dev.mediahook.view.SenderView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls about the senders: which are on, and how their webhooks arrive. */
public final class SenderCalls {

    private final Supplier<List<Sender>> senders;
    private final Predicate<String> asked;
    private final WebhookStatistics statistics;
    private final LastHeard heard;
    private final Registrations registrations;

    /**
     * @param asked whether there is a key to call a sender's API with
     */
    public SenderCalls(
            Supplier<List<Sender>> senders,
            Predicate<String> asked,
            WebhookStatistics statistics,
            LastHeard heard,
            Registrations registrations) {
        this.senders = senders;
        this.asked = asked;
        this.statistics = statistics;
        this.heard = heard;
        this.registrations = registrations;
    }

    Answer all(ApiCall call) {
        return Answer.ok(new ListView<>(senders.get().stream().map(this::one).toList()));
    }

    private SenderView one(Sender sender) {
        Arrivals arrivals = statistics.of(sender.name());
        SenderView.Webhooks webhooks = new SenderView.Webhooks(
                arrivals.expected(),
                arrivals.arrived(),
                arrivals.polled(),
                share(arrivals),
                new SenderView.Percentiles(
                        seconds(arrivals.percentile(50)),
                        seconds(arrivals.percentile(95)),
                        seconds(arrivals.percentile(99))),
                registrations.of(sender.name()).map(Registration::failures).orElse(null));
        return new SenderView(
                sender.name(),
                sender.on(),
                sender.why(),
                asked.test(sender.name()),
                webhooks,
                heard.kept(sender.name()).orElse(null),
                heard.refused(sender.name()).orElse(null));
    }

    private static @Nullable Double share(Arrivals arrivals) {
        return arrivals.expected() == 0 ? null : (double) arrivals.polled() / arrivals.expected();
    }

    private static @Nullable Double seconds(Optional<Duration> time) {
        return time.map(one -> one.toMillis() / 1000.0).orElse(null);
    }

    /** The sender's own report on its deliveries. */
    Answer deliveries(ApiCall call) {
        String sender = call.segment("sender");
        var registration = registrations
                .of(sender)
                .orElseThrow(() -> Problem.notFound(sender + " tells nothing of its deliveries"));
        try {
            return Answer.ok(new ListView<>(registration
                    .deliveries()
                    .orElseThrow(() ->
                            Problem.conflict("no webhook of ours is registered at " + sender + ", or no key is set"))));
        } catch (SenderApiException refused) {
            throw Problem.of(refused);
        }
    }
}
