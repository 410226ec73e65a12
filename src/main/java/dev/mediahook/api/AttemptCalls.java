package dev.mediahook.api;

import dev.mediahook.database.Database;
import dev.mediahook.delivery.EventId;
import dev.mediahook.inbox.KeptEvents;
import dev.mediahook.media.Media;
import dev.mediahook.view.AttemptView;
import dev.mediahook.view.HeaderView;
import dev.mediahook.view.ListView;
import dev.mediahook.view.TransferView;
import java.util.List;

/** Calls about the history of an event and of a medium: how it arrived, and what was tried. */
public final class AttemptCalls {

    private final Database database;

    public AttemptCalls(Database database) {
        this.database = database;
    }

    Answer ofEvent(ApiCall call) {
        EventId id = EventCalls.id(call);
        return database.read(handle -> KeptEvents.attempts(handle, id))
                .map(attempts -> Answer.ok(new ListView<>(attempts.stream()
                        .map(attempt -> AttemptView.of(id, attempt))
                        .toList())))
                .orElseThrow(EventCalls::unknown);
    }

    Answer ofMedium(ApiCall call) {
        String sender = call.segment("sender");
        String jobId = call.segment("jobId");
        String index = call.segment("index");
        if (!index.matches("\\d{1,9}")) {
            throw unknown(index);
        }
        int medium = Integer.parseInt(index);
        return database.read(handle -> {
            if (Media.one(handle, sender, jobId, medium).isEmpty()) {
                throw unknown(index);
            }
            List<TransferView> transfers = KeptEvents.attemptsOfJob(handle, sender, jobId).entrySet().stream()
                    .flatMap(event -> event.getValue().stream()
                            .flatMap(attempt -> TransferView.of(event.getKey(), attempt).stream()))
                    .filter(transfer -> transfer.index() == medium)
                    .toList();
            return Answer.ok(new ListView<>(transfers));
        });
    }

    /** The headers of the request that brought an event; none if a poll brought it. */
    Answer headers(ApiCall call) {
        EventId id = EventCalls.id(call);
        return database.read(handle -> KeptEvents.headers(handle, id))
                .map(headers -> Answer.ok(
                        new ListView<>(headers.stream().map(HeaderView::of).toList())))
                .orElseThrow(EventCalls::unknown);
    }

    private static Problem unknown(String index) {
        return Problem.notFound("no medium " + index + " of this job is known");
    }
}
