package dev.mediahook.api;

import dev.mediahook.overview.Overview;

/** The whole program at one glance. */
public final class OverviewCalls {

    private final Overview overview;

    public OverviewCalls(Overview overview) {
        this.overview = overview;
    }

    Answer now(ApiCall call) {
        return Answer.ok(overview.now());
    }
}
