package dev.mediahook.api;

import dev.mediahook.database.Database;
import dev.mediahook.delivery.EventId;
import dev.mediahook.notify.Notifications;
import dev.mediahook.notify.Notifications.Filter;
import dev.mediahook.notify.Notifications.Notification;
import dev.mediahook.notify.Notifier;
import dev.mediahook.notify.PausedTargets;
import dev.mediahook.notify.Target;
import dev.mediahook.notify.TargetTrouble;
import dev.mediahook.view.ListView;
import dev.mediahook.view.NotificationView;
import dev.mediahook.view.TargetView;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Calls about notifications: reading them, sending them again, pausing and resuming targets. */
public final class NotificationCalls {

    private static final List<String> STATES = List.of("pending", "sent", "dead");
    private static final String LISTING = "notifications";
    private static final int MOST_COUNTED = 10_000;

    static final Parameter[] PARAMETERS = {
        Filters.SENDER,
        Parameter.words("state", STATES, "by state"),
        Parameter.texts("target", "by the target's name"),
        Parameter.texts("type", "by the CloudEvent's type"),
        Filters.LIMIT,
        Filters.AFTER
    };

    private final Database database;
    private final Notifications notifications;
    private final PausedTargets paused;
    private final Notifier notifier;

    public NotificationCalls(Database database, Notifications notifications, PausedTargets paused, Notifier notifier) {
        this.database = database;
        this.notifications = notifications;
        this.paused = paused;
        this.notifier = notifier;
    }

    Answer page(ApiCall call) {
        Filter filter = new Filter(
                Set.copyOf(call.values("sender")),
                Set.copyOf(Filters.words(call, "state", STATES)),
                Set.copyOf(call.values("target")),
                Set.copyOf(call.values("type")));
        return database.read(handle -> Answer.ok(Pages.page(
                LISTING,
                Notifications.page(handle, filter, call.after(LISTING), call.limit()),
                NotificationCalls::view)));
    }

    private static NotificationView view(Notification one) {
        return new NotificationView(
                one.id(),
                one.target(),
                one.type(),
                one.sender(),
                one.jobId().isEmpty() ? null : one.jobId(),
                one.event() == 0 ? null : new EventId(one.event()),
                one.state(),
                one.createdAt(),
                one.sentAt(),
                one.attempts(),
                one.state().equals("pending") ? one.due() : null,
                one.reason());
    }

    Answer replay(ApiCall call) {
        List<String> targets = notifications.replay(
                call.segment("id"), call.parameter("target").orElse(null));
        if (targets.isEmpty()) {
            throw Problem.notFound("no notification of this id is kept, or it is being sent just now");
        }
        notifier.tryNow(targets);
        return Answer.accepted(new ReplayCalls.Replayed(targets.size(), 0));
    }

    Answer targets(ApiCall call) {
        return Answer.ok(
                new ListView<>(notifier.targets().stream().map(this::view).toList()));
    }

    Answer pause(ApiCall call) {
        Target target = target(call);
        paused.pause(target.name());
        return Answer.ok(view(target));
    }

    Answer resume(ApiCall call) {
        Target target = target(call);
        paused.resume(target.name());
        hasten(target);
        return Answer.ok(view(target));
    }

    Answer replayDead(ApiCall call) {
        Target target = target(call);
        int replayed = notifications.replayDead(target.name());
        hasten(target);
        return Answer.accepted(new ReplayCalls.Replayed(replayed, 0));
    }

    private void hasten(Target target) {
        notifications.hasten(target.name());
        notifier.tryNow(List.of(target.name()));
    }

    private Target target(ApiCall call) {
        String name = call.segment("name");
        return notifier.targets().stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("there is no target of this name"));
    }

    private TargetView view(Target target) {
        Optional<TargetTrouble> trouble = notifier.trouble(target.name());
        return new TargetView(
                target.name(),
                target.shownUri(),
                target.senders().stream().sorted().toList(),
                target.types(),
                paused.isPaused(target.name()),
                notifications.count(target.name(), "pending", MOST_COUNTED),
                notifications.count(target.name(), "dead", MOST_COUNTED),
                trouble.map(TargetTrouble::since).orElse(null),
                trouble.map(TargetTrouble::cause).orElse(null));
    }
}
