package dev.mediahook.api;

import dev.mediahook.drift.Drift;
import dev.mediahook.overview.Overview;

/** Calls about the whole program: the overview, what senders began to send, and what jobs cost. */
public final class OverviewCalls {

    private final Overview overview;
    private final Drift drift;

    public OverviewCalls(Overview overview, Drift drift) {
        this.overview = overview;
        this.drift = drift;
    }

    Answer now(ApiCall call) {
        return Answer.ok(overview.now());
    }

    Answer drift(ApiCall call) {
        return Answer.ok(drift.drift());
    }

    Answer costs(ApiCall call) {
        return Answer.ok(drift.costs());
    }
}
