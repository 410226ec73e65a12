package dev.mediahook.api;

import dev.mediahook.overview.SharedRefusals;
import dev.mediahook.view.ListView;
import dev.mediahook.view.RejectionView;

/** The call that lists recently refused deliveries, of any node. */
public final class RejectionCalls {

    private final SharedRefusals refusals;

    public RejectionCalls(SharedRefusals refusals) {
        this.refusals = refusals;
    }

    Answer recent(ApiCall call) {
        return Answer.ok(
                new ListView<>(refusals.recent().stream().map(RejectionView::of).toList()));
    }
}
