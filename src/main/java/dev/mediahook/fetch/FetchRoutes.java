package dev.mediahook.fetch;

import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.builder.RouteBuilder;

/** Fetches one medium. */
public final class FetchRoutes extends RouteBuilder {

    private final MediaFetcher fetcher;
    private final Function<String, String> hostsOfSender;
    private final Function<Wanted, Optional<String>> freshUrl;

    /**
     * @param hostsOfSender the host patterns that a sender's media may come from, comma-separated; empty: any
     * @param freshUrl where a medium is by now, asked when its URL has died
     */
    public FetchRoutes(
            MediaFetcher fetcher, Function<String, String> hostsOfSender, Function<Wanted, Optional<String>> freshUrl) {
        this.freshUrl = freshUrl;
        this.fetcher = fetcher;
        this.hostsOfSender = hostsOfSender;
    }

    @Override
    public void configure() {
        from("direct:fetch-medium")
                .routeId("fetch-medium")
                .description("A stranger's URL -> whole bytes in a temporary file, or a named reason")
                .process(new FetchMediumProcessor(fetcher, hostsOfSender, freshUrl));
    }
}
