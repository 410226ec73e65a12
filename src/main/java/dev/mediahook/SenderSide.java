package dev.mediahook;

import dev.mediahook.api.CancelCalls;
import dev.mediahook.api.SenderCalls;
import dev.mediahook.api.SubmitCalls;
import dev.mediahook.config.SenderProperties;
import dev.mediahook.database.Database;
import dev.mediahook.database.Dialect;
import dev.mediahook.database.Duties;
import dev.mediahook.delivery.EventIds;
import dev.mediahook.event.Event;
import dev.mediahook.fetch.HostKey;
import dev.mediahook.inbox.Inbox;
import dev.mediahook.job.Jobs;
import dev.mediahook.job.TrustRules;
import dev.mediahook.overview.LastHeard;
import dev.mediahook.poll.ConfirmProcessor;
import dev.mediahook.poll.FreshUrls;
import dev.mediahook.poll.JobQuestion;
import dev.mediahook.poll.PollSettings;
import dev.mediahook.poll.Poller;
import dev.mediahook.poll.StatusAnswers;
import dev.mediahook.poll.Watches;
import dev.mediahook.poll.WebhookStatistics;
import dev.mediahook.register.AccountWebhook;
import dev.mediahook.register.Registrations;
import dev.mediahook.sender.PollPace;
import dev.mediahook.sender.Sender;
import dev.mediahook.sender.WebhookPath;
import dev.mediahook.submit.ApiClient;
import dev.mediahook.submit.Keys;
import dev.mediahook.submit.ListedJob;
import dev.mediahook.submit.Reconciliation;
import dev.mediahook.submit.SenderApiException;
import dev.mediahook.submit.SenderApiProcessor;
import dev.mediahook.submit.SenderApis;
import dev.mediahook.submit.StatusQuery;
import dev.mediahook.submit.Submissions;
import dev.mediahook.verify.DerivedSecret;
import dev.mediahook.work.Errand;
import dev.mediahook.work.Schedule;
import dev.mediahook.work.WorkThreads;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.apache.camel.CamelContext;

/** Builds what calls the senders' APIs: submitting, polling, confirming, fresh URLs. */
final class SenderSide implements AutoCloseable {

    private static final Duration WEBHOOK_CHECK = Duration.ofSeconds(15);
    private static final Duration LOST_CHECK = Duration.ofMinutes(1);
    /** After this long, an answer to a submission can no longer come. */
    private static final Duration UNANSWERED = Duration.ofMinutes(2);

    private final Database database;
    private final EventIds ids;
    private final Clock clock;
    private final Duties duties;
    private final Runnable ended;
    private final ApiClient client;
    private final SenderApis apis;
    private final SenderProperties properties;
    private final PollSettings settings;
    private final Watches watches;
    private final Submissions submissions;
    private final Registrations registrations;
    private final JobQuestion question;

    /**
     * @param duties what this node does for all nodes
     * @param secrets of submitted jobs
     * @param ended called after a job has ended other than by an event, so that notifications are sent
     */
    SenderSide(
            CamelContext context,
            Database database,
            EventIds ids,
            Clock clock,
            Duties duties,
            DerivedSecret secrets,
            Runnable ended) {
        this.ended = ended;
        this.duties = duties;
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.client = new ApiClient(clock);
        this.properties = new SenderProperties(context.getPropertiesComponent()::resolveProperty);
        this.apis = new SenderApis(() -> context.getRegistry().findByType(SenderApiProcessor.class));
        this.settings = new PollSettings(
                properties,
                sender -> apis.of(sender).map(SenderApiProcessor::pace).orElse(PollPace.USUAL),
                apis::tellsStatus);
        this.watches = new Watches(database, clock, settings);
        this.registrations = new Registrations(
                new Keys(database, clock),
                call -> apis.calls(call.sender()).call(call),
                this::accountWebhook,
                sender -> properties.has(sender, "webhook-secret"),
                clock);
        this.submissions = new Submissions(database, clock, secrets, registrations::secrets, watches::hasten);
        this.question = new JobQuestion(settings, this::ask);
        context.getRegistry().bind("mediahookDerivedSecret", secrets);
        context.getRegistry().bind("mediahookSubmittedJobs", submissions);
        context.getRegistry().bind("mediahookApiClient", client);
        context.getRegistry().bind("mediahookConfirm", new ConfirmProcessor(settings, question));
    }

    /** The address of a sender's account-wide webhook, if a key and our public address are set. */
    private Optional<String> accountWebhook(String sender) {
        return properties
                .publicUrl()
                .map(address -> address + WebhookPath.of(sender))
                .filter(address -> settings.canPoll(sender));
    }

    SenderCalls senders(Supplier<List<Sender>> all, LastHeard heard) {
        return new SenderCalls(all, settings::canPoll, new WebhookStatistics(database), heard, registrations);
    }

    /** Whether the sender's webhook is registered over its API, so that it needs no secret of ours. */
    boolean registers(String sender) {
        return accountWebhook(sender).isPresent()
                && apis.of(sender).filter(api -> !api.webhooks().isEmpty()).isPresent();
    }

    boolean asked(String sender) {
        return settings.canPoll(sender);
    }

    Submissions submissions() {
        return submissions;
    }

    Watches watches() {
        return watches;
    }

    JobQuestion question() {
        return question;
    }

    /** The conditions that an event has to meet before it changes a job. */
    TrustRules trust() {
        return new TrustRules(
                settings::confirm, sender -> properties.yes(sender, "require-known-job", false), submissions::known);
    }

    SubmitCalls calls(Jobs jobs, Predicate<String> known) {
        return new SubmitCalls(
                database,
                jobs,
                watches,
                submissions,
                submission -> apis.calls(submission.sender()).submit(submission),
                settings::webhookTimeout,
                sender -> apis.of(sender).isPresent() || known.test(sender));
    }

    CancelCalls cancels(Jobs jobs) {
        return new CancelCalls(
                database,
                jobs,
                cancellation -> apis.calls(cancellation.sender()).cancel(cancellation),
                ended);
    }

    /** The key for a sender's media on its API's host. */
    Optional<HostKey> mediaKey(String sender) {
        return apis.of(sender).flatMap(SenderApiProcessor::mediaKey);
    }

    FreshUrls freshUrls() {
        return new FreshUrls(settings, clock, this::ask);
    }

    /**
     * @param counting wraps the calls to status endpoints so that they are counted
     */
    void start(
            Inbox inbox,
            Jobs jobs,
            RandomGenerator random,
            WorkThreads threads,
            UnaryOperator<StatusAnswers> counting) {
        apis.all().stream()
                .filter(api -> !api.webhooks().isEmpty())
                .forEach(api ->
                        registrations.add(api.sender(), new AccountWebhook(api.webhooks(), api.webhookEvents())));
        Schedule schedule = threads.schedule();
        Errand checking = new Errand("registrations", () -> registrations.check(duties), threads.calls());
        schedule.every("registrations", Duration.ZERO, WEBHOOK_CHECK, checking::run);
        Reconciliation lost = new Reconciliation(
                submissions,
                this::jobs,
                (unknown, jobId) -> adopt(jobs, unknown, jobId),
                duties,
                sender -> properties.has(sender, "api-key"));
        // If several programs share a database, others submit jobs while this one starts. So their open submissions are
        // looked at a little later.
        Instant begun = clock.instant();
        boolean alone = database.dialect() == Dialect.SQLITE;
        if (alone) {
            watches.release();
        }
        threads.calls().execute(() -> lost.look(alone ? begun : begun.minus(UNANSWERED)));
        Errand looking =
                new Errand("reconciliation", () -> lost.look(clock.instant().minus(UNANSWERED)), threads.calls());
        schedule.every("reconciliation", LOST_CHECK, LOST_CHECK, looking::run);
        StatusAnswers asking = counting.apply(this::ask);
        new Poller(database, watches, settings, asking, inbox, jobs, ids, clock, random, duties, ended)
                .start(schedule, threads.calls());
    }

    private void adopt(Jobs jobs, Submissions.Unknown unknown, String jobId) {
        database.writer().write(handle -> {
            Submissions.taken(handle, unknown.sender(), unknown.id(), jobId, null);
            watches.watch(handle, unknown.sender(), jobId, settings.webhookTimeout(unknown.sender()));
            return jobs.submitted(handle, unknown.sender(), jobId, true);
        });
    }

    private List<ListedJob> jobs(String sender) {
        try {
            return apis.calls(sender).jobs();
        } catch (SenderApiException answer) {
            if (answer.retryable()) {
                throw answer;
            }
            return List.of();
        }
    }

    private Event ask(StatusQuery query) {
        return apis.calls(query.sender()).ask(query);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
