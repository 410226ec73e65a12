package dev.mediahook;

import dev.mediahook.api.LiveHub;
import dev.mediahook.api.NotificationCalls;
import dev.mediahook.config.Settings;
import dev.mediahook.config.SettingsReader;
import dev.mediahook.database.Database;
import dev.mediahook.database.DatabaseClock;
import dev.mediahook.delivery.EventIds;
import dev.mediahook.fetch.Cidr;
import dev.mediahook.notify.NotificationSigner;
import dev.mediahook.notify.Notifications;
import dev.mediahook.notify.Notifier;
import dev.mediahook.notify.NotifyRoutes;
import dev.mediahook.notify.Outbox;
import dev.mediahook.notify.PausedTargets;
import dev.mediahook.notify.Target;
import dev.mediahook.notify.TargetEndpoints;
import dev.mediahook.retry.RetryPolicy;
import dev.mediahook.verify.MediaLinks;
import dev.mediahook.view.ChangeViews.NotificationChange;
import dev.mediahook.view.JsonText;
import dev.mediahook.work.WorkThreads;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesComponent;

/** Builds what sends notifications. */
final class TellSide {

    private final Outbox outbox;
    private final Notifier notifier;
    private final NotifyRoutes routes;
    private final NotificationCalls calls;

    /**
     * @param given the names of all properties and environment variables that are set
     */
    TellSide(
            CamelContext context,
            Settings settings,
            Set<String> given,
            Database database,
            EventIds ids,
            DatabaseClock clock,
            RandomGenerator random,
            WorkThreads threads,
            LiveHub live,
            Optional<MediaLinks> links,
            JsonText json) {
        Settings.Notify telling = settings.notification();
        Settings.Retry retry = settings.retry();
        PropertiesComponent properties = context.getPropertiesComponent();
        List<Target> targets = Target.all(telling.to(), given, name -> properties
                .resolveProperty(name)
                .map(SettingsReader::commaSeparated)
                .orElse(List.of()));
        Notifications notifications = new Notifications(
                database,
                clock,
                // A target may be slow, and a duplicate notification costs more than a late one.
                settings.dispatch().lease().multipliedBy(4),
                (one, state, reason) -> live.publish(
                        "notification",
                        new NotificationChange(
                                one.id(), one.target(), one.type(), one.sender(), one.jobId(), state, reason)));
        PausedTargets paused = new PausedTargets(database, clock);
        this.outbox = new Outbox(targets, ids, json);
        this.notifier = new Notifier(
                database,
                notifications,
                paused,
                targets,
                new TargetEndpoints(
                        context, telling.allowAddresses().stream().map(Cidr::of).toList()),
                telling.secret().map(NotificationSigner::new),
                links,
                new RetryPolicy(retry.firstDelay(), retry.factor(), retry.maxDelay(), retry.giveUpAfter()),
                random,
                clock,
                clock.wall(),
                threads);
        this.routes = new NotifyRoutes(database, outbox, notifications, notifier::wake, clock);
        this.calls = new NotificationCalls(database, notifications, paused, notifier);
    }

    /** Is told of changes to jobs. */
    Outbox outbox() {
        return outbox;
    }

    NotifyRoutes routes() {
        return routes;
    }

    NotificationCalls calls() {
        return calls;
    }

    void start() {
        notifier.start();
    }

    /** Call this if there may be notifications to send. */
    void wake() {
        notifier.wake();
    }
}
