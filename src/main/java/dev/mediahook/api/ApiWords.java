package dev.mediahook.api;

import dev.mediahook.delivery.Via;
import dev.mediahook.event.JobStatus;
import dev.mediahook.event.Reason;
import dev.mediahook.inbox.EventState;
import java.util.Arrays;
import java.util.List;

/** The words that the API's parameters accept. */
final class ApiWords {

    static final List<String> STATUSES =
            Arrays.stream(JobStatus.values()).map(JobStatus::word).toList();
    static final List<String> STATES =
            Arrays.stream(EventState.values()).map(EventState::word).toList();
    static final List<String> REASONS =
            Arrays.stream(Reason.values()).map(Reason::word).toList();
    static final List<String> VIAS = Arrays.stream(Via.values()).map(Via::word).toList();

    /** The states of events that can be replayed in bulk. */
    static final List<String> ENDS = List.of(EventState.DEAD.word(), EventState.DONE.word());

    private ApiWords() {}
}
