package dev.mediahook.api;

import dev.mediahook.receive.Refusals;
import dev.mediahook.view.ListView;
import dev.mediahook.view.RejectionView;

/** What was refused of late. */
public final class RejectionCalls {

    private final Refusals refusals;

    public RejectionCalls(Refusals refusals) {
        this.refusals = refusals;
    }

    Answer recent(ApiCall call) {
        return Answer.ok(
                new ListView<>(refusals.recent().stream().map(RejectionView::of).toList()));
    }
}
