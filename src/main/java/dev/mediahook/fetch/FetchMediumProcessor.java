package dev.mediahook.fetch;

import dev.mediahook.event.AttemptLog;
import dev.mediahook.event.EventFailed;
import dev.mediahook.event.Reason;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/** Fetches a {@link MediumToFetch} and replaces it by a {@link Fetched}; throws the reason if that fails. */
public final class FetchMediumProcessor implements Processor {

    /** The exchange property that holds the {@link Fetched}, even if later steps replace the body. */
    public static final String FETCHED = "mediahook.fetched";

    /** A dead URL, or an empty answer, is tried a few times: some media hosts serve a new file only after a while. */
    private static final int TRIES_OF_A_DEAD_URL = 3;

    private final MediaFetcher fetcher;
    private final Function<String, String> hostsOfSender;
    private final Function<MediumToFetch, Optional<String>> freshUrl;
    private final Function<String, Optional<HostKey>> keyOfSender;
    private final InstantSource clock;

    /**
     * @param hostsOfSender the host patterns that a sender's media may come from, comma-separated; empty: any host
     * @param freshUrl gives a medium's current URL; called if its URL has expired
     * @param keyOfSender the key for those media of a sender that are on its API's host
     */
    public FetchMediumProcessor(
            MediaFetcher fetcher,
            Function<String, String> hostsOfSender,
            Function<MediumToFetch, Optional<String>> freshUrl,
            Function<String, Optional<HostKey>> keyOfSender,
            InstantSource clock) {
        this.clock = clock;
        this.keyOfSender = keyOfSender;
        this.freshUrl = freshUrl;
        this.fetcher = fetcher;
        this.hostsOfSender = hostsOfSender;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        MediumToFetch wanted = exchange.getMessage().getMandatoryBody(MediumToFetch.class);
        AttemptLog log = exchange.getProperty(AttemptLog.PROPERTY, AttemptLog.class);
        FetchOutcome outcome = fetch(wanted, wanted.medium().url(), log);
        if (outcome instanceof FetchOutcome.Expired || outcome instanceof FetchOutcome.Empty) {
            Optional<String> fresh = freshUrl.apply(wanted);
            outcome = fresh.isPresent() ? fetch(wanted, fresh.get(), log) : outcome;
        }
        if (outcome instanceof FetchOutcome.Fetched fetched) {
            Fetched here = new Fetched(wanted, fetched.download());
            exchange.setProperty(FETCHED, here);
            exchange.getMessage().setBody(here);
        } else if (outcome instanceof FetchOutcome.Refused refused) {
            throw EventFailed.permanent(refused.reason(), refused.detail());
        } else if (outcome instanceof FetchOutcome.Expired expired) {
            throw EventFailed.retryable(
                    Reason.URL_EXPIRED, TRIES_OF_A_DEAD_URL, "the media host answered " + expired.status());
        } else if (outcome instanceof FetchOutcome.Empty) {
            throw EventFailed.retryable(Reason.NOT_MEDIA, TRIES_OF_A_DEAD_URL, "the media host sent no byte");
        } else if (outcome instanceof FetchOutcome.Retryable retryable) {
            throw EventFailed.retryable(retryable.reason(), retryable.retryAfter(), retryable.detail());
        } else {
            throw new IllegalStateException("the fetcher waits itself while a host is busy");
        }
    }

    private FetchOutcome fetch(MediumToFetch wanted, String url, @Nullable AttemptLog log) {
        HostPatterns hosts = HostPatterns.of(hostsOfSender.apply(wanted.event().sender()));
        MediaRequest request = new MediaRequest(
                url,
                hosts,
                wanted.event().sender(),
                wanted.event().id().toString(),
                keyOfSender.apply(wanted.event().sender()).orElse(null),
                MediaRequest.partKey(wanted.event().id(), wanted.medium()));
        return log == null
                ? fetcher.fetch(request)
                : fetcher.fetch(request, new TransferNotes(log, wanted.medium().index(), clock));
    }
}
