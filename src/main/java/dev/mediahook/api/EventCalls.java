package dev.mediahook.api;

import dev.mediahook.database.Database;
import dev.mediahook.database.Sieve;
import dev.mediahook.delivery.EventId;
import dev.mediahook.delivery.Redaction;
import dev.mediahook.inbox.EventFilter;
import dev.mediahook.inbox.KeptEvents;
import dev.mediahook.inbox.KeptPayload;
import dev.mediahook.inbox.Replay;
import dev.mediahook.view.EventView;
import java.util.function.Function;

/** Calls about events, and the call that replays one. */
public final class EventCalls {

    /** The parameter that requests a payload with its secrets. */
    static final String RAW = "raw";

    /** The largest decompressed body in bytes: far more than a body may have on the wire. */
    static final int MOST_BYTES = 64 << 20;

    private static final String LISTING = "events";

    record ToBeReplayed(EventId eventId) {}

    private final Database database;
    private final Replay replay;
    private final Function<String, Redaction> redactions;

    /**
     * @param redactions what to hide in a sender's payloads
     */
    public EventCalls(Database database, Replay replay, Function<String, Redaction> redactions) {
        this.redactions = redactions;
        this.database = database;
        this.replay = replay;
    }

    Answer page(ApiCall call) {
        EventFilter filter = Filters.events(call);
        return database.read(handle -> Answer.ok(Pages.page(
                LISTING,
                KeptEvents.page(handle, filter, Sieve.BRIEF, call.after(LISTING), call.limit()),
                EventView::of)));
    }

    Answer one(ApiCall call) {
        EventId id = id(call);
        return database.read(handle -> KeptEvents.one(handle, id))
                .map(EventView::of)
                .map(Answer::ok)
                .orElseThrow(EventCalls::unknown);
    }

    /**
     * The body as it came, with a type that no browser shows as a page. If the sender puts secrets into its payloads,
     * they are hidden, unless {@code raw=true} asks for the unchanged bytes.
     */
    Answer payload(ApiCall call) {
        EventId id = id(call);
        KeptPayload kept =
                database.read(handle -> KeptEvents.payload(handle, id)).orElseThrow(() -> withoutPayload(call));
        if (!kept.intact()) {
            throw Problem.conflict(
                    "the kept body has changed since it came, on the disk perhaps: have the sender repeat it");
        }
        Redaction redaction = redactions.apply(kept.sender());
        boolean raw = call.yes(RAW);
        byte[] shown = raw || redaction.hidesNothing()
                ? kept.body().bytes()
                : redaction
                        .hide(kept.body(), MOST_BYTES)
                        .orElseThrow(() -> Problem.conflict(
                                "the body can't be read, so that no secret in it can be hidden: ask with raw=true"));
        return Answer.bytes(200, "application/octet-stream", shown);
    }

    Answer replay(ApiCall call) {
        EventId id = id(call);
        if (!replay.one(id)) {
            throw withoutPayload(call);
        }
        return Answer.accepted(new ToBeReplayed(id));
    }

    /**
     * Why a payload can't be had.
     *
     * @throws Problem if there is no such event at all
     */
    private Problem withoutPayload(ApiCall call) {
        Answer unused = one(call);
        return new Problem(410, "Gone", "the event's payload is deleted: mediahook.retention.payloads is over");
    }

    static EventId id(ApiCall call) {
        try {
            return EventId.parse(call.segment("eventId"));
        } catch (IllegalArgumentException foreign) {
            throw unknown();
        }
    }

    static Problem unknown() {
        return Problem.notFound("there is no such event");
    }
}
