package dev.mediahook.api;

import dev.mediahook.drift.CostsView;
import dev.mediahook.drift.Drift;
import dev.mediahook.drift.DriftView;
import dev.mediahook.overview.Overview;
import dev.mediahook.overview.OverviewView;
import dev.mediahook.verify.MediaLinks;
import dev.mediahook.view.AttemptView;
import dev.mediahook.view.EventView;
import dev.mediahook.view.HeaderView;
import dev.mediahook.view.JobStateView;
import dev.mediahook.view.JobView;
import dev.mediahook.view.NotificationView;
import dev.mediahook.view.RejectionView;
import dev.mediahook.view.SearchView;
import dev.mediahook.view.SenderView;
import dev.mediahook.view.TargetView;
import dev.mediahook.view.TransferView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The table of calls: their purpose, parameters, answers and handlers. */
public final class ApiCalls {

    private final List<Call> calls = new ArrayList<>();

    public ApiCalls(
            JobCalls jobs,
            MediaCalls media,
            EventCalls events,
            AttemptCalls attempts,
            SearchCalls searches,
            ReplayCalls replays,
            NotificationCalls notifications,
            SubmitCalls submits,
            CancelCalls cancels,
            SenderCalls senders,
            RejectionCalls rejections,
            Overview overview,
            Drift drift,
            StreamCalls streams) {
        add(
                Call.page("jobs", "/api/jobs", JobView.class, Filters.OF_JOBS, jobs::page)
                        .summary("Jobs, newest first"),
                Call.one("job", "/api/jobs/{sender}/{jobId}", JobView.class, jobs::one)
                        .summary("One job with its media and events"),
                Call.get(MediaCalls.ID, "/api/jobs/{sender}/{jobId}/media/{index}", media::medium)
                        .by("GET,HEAD")
                        .summary("The bytes of a stored medium, or a part of them")
                        .takes(
                                Parameter.number(MediaLinks.ENDS, "when the link expires, in seconds since 1970"),
                                Parameter.text(MediaLinks.SIGNATURE, "the link's signature, in place of a token"),
                                Parameter.header("Range", "one range of bytes"),
                                Parameter.header("If-Range", "the ETag that the range is of"),
                                Parameter.header("If-None-Match", "the ETags that the caller has"))
                        .answers(Shape.bytes("*/*", 200, 206))
                        .mayFail(400, 404, 410, 416, 503),
                Call.get("medium-attempts", "/api/jobs/{sender}/{jobId}/media/{index}/attempts", attempts::ofMedium)
                        .summary("The requests for a medium, oldest first; those of the newest 100 events")
                        .answers(Shape.list(TransferView.class))
                        .mayFail(400, 404),
                Call.steering("submit", "POST", "/api/jobs/{sender}", submits::submit)
                        .summary("Submits a job to a sender")
                        .takes(Parameter.header("Idempotency-Key", "a repeat gets the first answer"))
                        .answers(Shape.one(JobStateView.class, 202))
                        .mayFail(400, 404, 409, 422, 502, 504),
                Call.steering("watch", "PUT", "/api/jobs/{sender}/{jobId}", submits::watch)
                        .summary("Watches a job that something else submitted")
                        .answers(Shape.one(JobStateView.class, 200, 201))
                        .mayFail(400, 404),
                Call.steering("cancel", "DELETE", "/api/jobs/{sender}/{jobId}", cancels::cancel)
                        .summary("Cancels a job at its sender")
                        .answers(Shape.one(JobStateView.class, 200))
                        .mayFail(400, 404, 409, 502, 504));
        add(
                Call.page("events", "/api/events", EventView.class, Filters.OF_EVENTS, events::page)
                        .summary("Events, newest first"),
                Call.one("event", "/api/events/{eventId}", EventView.class, events::one)
                        .summary("One event"),
                Call.get("attempts", "/api/events/{eventId}/attempts", attempts::ofEvent)
                        .summary("The attempts at an event, oldest first; if there are many, the last")
                        .answers(Shape.list(AttemptView.class))
                        .mayFail(400, 404),
                Call.get("headers", "/api/events/{eventId}/headers", attempts::headers)
                        .summary("The headers of the request that brought an event; none if a poll did")
                        .answers(Shape.list(HeaderView.class))
                        .mayFail(400, 404),
                Call.get("search", "/api/search", searches::search)
                        .summary("Finds jobs and events by an id, or events by a value in their payloads;"
                                + " takes two seconds at most")
                        .takes(SearchCalls.PARAMETERS)
                        .answers(Shape.one(SearchView.class, 200))
                        .mayFail(400, 503),
                Call.get("payload", "/api/events/{eventId}/payload", events::payload)
                        .summary(
                                "The body of an event as it came, byte for byte, but for secrets that its sender's file names")
                        .takes(Parameter.yes(
                                EventCalls.RAW, "whether secrets are shown too; needs mediahook.api.token"))
                        .answers(Shape.BYTES)
                        .mayFail(400, 404, 409, 410),
                Call.steering("replay-all", "POST", "/api/events/replay", replays::all)
                        .summary("Replays dead or done events")
                        .takes(Filters.OF_REPLAYS)
                        .answers(Shape.one(ReplayCalls.Replayed.class, 202))
                        .mayFail(400, 503),
                Call.get("replays", "/api/replays", replays::list)
                        .summary("The running and the latest replays of several events")
                        .answers(Shape.list(ReplayCalls.RunView.class)),
                Call.one("replay-run", "/api/replays/{replayId}", ReplayCalls.RunView.class, replays::one)
                        .summary("The progress of a replay"),
                Call.steering("replay-stop", "DELETE", "/api/replays/{replayId}", replays::stop)
                        .summary("Stops a replay; what it has replayed stays replayed")
                        .answers(Shape.one(ReplayCalls.RunView.class, 202))
                        .mayFail(400, 404),
                Call.steering("replay", "POST", "/api/events/{eventId}/replay", events::replay)
                        .summary("Replays one event")
                        .answers(Shape.one(EventCalls.ToBeReplayed.class, 202))
                        .mayFail(400, 404, 410));
        add(
                Call.page(
                                "notifications",
                                "/api/notifications",
                                NotificationView.class,
                                NotificationCalls.PARAMETERS,
                                notifications::page)
                        .summary("Notifications, newest first"),
                Call.steering("notification-replay", "POST", "/api/notifications/{id}/replay", notifications::replay)
                        .summary("Sends a notification again, with the same id")
                        .takes(Parameter.text("target", "the only target to notify; all if not given"))
                        .answers(Shape.one(ReplayCalls.Replayed.class, 202))
                        .mayFail(400, 404),
                Call.get("targets", "/api/targets", notifications::targets)
                        .summary("The targets of notifications")
                        .answers(Shape.list(TargetView.class)),
                Call.steering("target-pause", "POST", "/api/targets/{name}/pause", notifications::pause)
                        .summary("Pauses a target; its notifications wait")
                        .answers(Shape.one(TargetView.class, 200))
                        .mayFail(400, 404),
                Call.steering("target-resume", "POST", "/api/targets/{name}/resume", notifications::resume)
                        .summary("Resumes a target")
                        .answers(Shape.one(TargetView.class, 200))
                        .mayFail(400, 404),
                Call.steering("target-replay", "POST", "/api/targets/{name}/replay", notifications::replayDead)
                        .summary("Sends a target's dead notifications again")
                        .answers(Shape.one(ReplayCalls.Replayed.class, 202))
                        .mayFail(400, 404));
        add(
                Call.get("senders", "/api/senders", senders::all)
                        .summary("The senders, and how many of their webhooks arrive")
                        .answers(Shape.list(SenderView.class)),
                Call.get("deliveries", "/api/senders/{sender}/deliveries", senders::deliveries)
                        .summary("The sender's own log of its deliveries")
                        .answers(Shape.list(Object.class))
                        .mayFail(400, 404, 409, 502, 504),
                Call.get("rejections", "/api/rejections", rejections::recent)
                        .summary("The latest refused deliveries")
                        .answers(Shape.list(RejectionView.class)),
                Call.get("overview", "/api/overview", call -> Answer.ok(overview.now()))
                        .summary("Counts, backlog, media at risk and refusals")
                        .answers(Shape.one(OverviewView.class, 200)),
                Call.get("drift", "/api/drift", call -> Answer.ok(drift.drift()))
                        .summary("New fields, headers, hosts and words in deliveries, newest first")
                        .answers(Shape.one(DriftView.class, 200)),
                Call.get("costs", "/api/costs", call -> Answer.ok(drift.costs()))
                        .summary("What jobs cost by day, if their senders report it")
                        .answers(Shape.one(CostsView.class, 200)),
                Call.get("stream", "/api/stream", streams::watch)
                        .summary(
                                "What happens, as server-sent events: job, event, rejection, notification; reset if some are missing")
                        .takes(Parameter.header("Last-Event-ID", "continue after this event"))
                        .answers(Shape.bytes("text/event-stream", 200)),
                Call.get("openapi", "/api/openapi.json", call -> Answer.ok(OpenApi.of(table())))
                        .summary("This description")
                        .answers(Shape.one(Object.class, 200)));
    }

    private void add(Call... more) {
        calls.addAll(Arrays.asList(more));
    }

    ApiTable table() {
        return new ApiTable(calls);
    }
}
