package dev.mediahook.api;

import dev.mediahook.database.Database;
import dev.mediahook.delivery.EventId;
import dev.mediahook.inbox.EventState;
import dev.mediahook.inbox.KeptEvents;
import dev.mediahook.inbox.Replay;
import dev.mediahook.view.EventView;

/** What can be asked of events, and having them processed again. */
public final class EventCalls {

    record ToBeReplayed(EventId eventId) {}

    record Replayed(int replayed) {}

    private final Database database;
    private final Replay replay;

    public EventCalls(Database database, Replay replay) {
        this.database = database;
        this.replay = replay;
    }

    Answer page(ApiCall call) {
        int limit = call.limit();
        return database.read(handle -> Answer.ok(Pages.page(
                KeptEvents.page(
                        handle,
                        call.parameter("sender").orElse(null),
                        call.words("state", EventState::ofWord).stream().findFirst().orElse(null),
                        call.after(),
                        limit + 1),
                limit,
                EventView::of,
                event -> event.id().value())));
    }

    Answer one(ApiCall call) {
        EventId id = id(call);
        return database.read(handle -> KeptEvents.one(handle, id))
                .map(EventView::of)
                .map(Answer::ok)
                .orElseThrow(EventCalls::unknown);
    }

    /** The body as it came; as bytes of no known type, so that no browser takes a stranger's bytes for a page. */
    Answer payload(ApiCall call) {
        EventId id = id(call);
        return database.read(handle -> KeptEvents.payload(handle, id))
                .map(body -> Answer.bytes(200, "application/octet-stream", body.bytes()))
                .orElseThrow(EventCalls::unknown);
    }

    Answer replay(ApiCall call) {
        EventId id = id(call);
        if (!replay.one(id)) {
            throw unknown();
        }
        return Answer.accepted(new ToBeReplayed(id));
    }

    Answer replayAll(ApiCall call) {
        EventState state = call.words("state", EventState::ofWord).stream().findFirst()
                .orElseThrow(() -> Problem.badRequest("say which events: state=dead"));
        if (state != EventState.DEAD && state != EventState.DONE) {
            throw Problem.badRequest("only dead or done events can be replayed");
        }
        int replayed = replay.all(state, call.parameter("sender").orElse(null));
        return Answer.accepted(new Replayed(replayed));
    }

    private static EventId id(ApiCall call) {
        try {
            return EventId.parse(call.segment("eventId"));
        } catch (IllegalArgumentException foreign) {
            throw unknown();
        }
    }

    private static Problem unknown() {
        return Problem.notFound("there is no such event");
    }
}
