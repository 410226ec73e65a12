package dev.mediahook.api;

import dev.mediahook.database.Database;
import dev.mediahook.event.JobStatus;
import dev.mediahook.job.Job;
import dev.mediahook.job.JobFact;
import dev.mediahook.job.Jobs;
import dev.mediahook.submit.Cancellation;
import dev.mediahook.submit.SenderApiException;
import dev.mediahook.view.JobStateView;
import java.util.Set;
import java.util.function.Consumer;

/** The call that cancels a job at its sender. */
public final class CancelCalls {

    /** The statuses that senders answer if a job can no longer be cancelled, or has ended. */
    private static final Set<Integer> TOO_LATE = Set.of(400, 405, 409, 422);

    private final Database database;
    private final Jobs jobs;
    private final Consumer<Cancellation> senders;
    private final Runnable ended;

    /**
     * @param senders cancels at the sender, or throws a {@link SenderApiException}
     * @param ended called after a job was cancelled, so that notifications are sent
     */
    public CancelCalls(Database database, Jobs jobs, Consumer<Cancellation> senders, Runnable ended) {
        this.database = database;
        this.jobs = jobs;
        this.senders = senders;
        this.ended = ended;
    }

    /**
     * The sender's answer ends the job, since not every sender sends a webhook for a cancelled job. If the job was
     * completed all the same, the later success is the higher status and wins.
     */
    Answer cancel(ApiCall call) {
        String sender = call.segment("sender");
        String jobId = call.segment("jobId");
        Job job = database.read(handle -> Jobs.find(handle, sender, jobId))
                .orElseThrow(() -> Problem.notFound("no job " + jobId + " of " + sender + " is known here"));
        if (job.status() == JobStatus.CANCELLED) {
            return answer(sender, jobId);
        }
        if (job.status().terminal()) {
            throw Problem.conflict("the job has ended: it is " + job.status().word());
        }
        try {
            senders.accept(new Cancellation(sender, jobId));
        } catch (SenderApiException refused) {
            throw told(refused);
        }
        JobFact fact = new JobFact(JobStatus.CANCELLED, 0, null, null);
        database.writer().write(handle -> jobs.apply(handle, 0, sender, jobId, fact));
        ended.run();
        return answer(sender, jobId);
    }

    private static Problem told(SenderApiException refused) {
        return TOO_LATE.contains(refused.status())
                ? Problem.conflict(String.valueOf(refused.getMessage()))
                : Problem.of(refused);
    }

    private static Answer answer(String sender, String jobId) {
        return Answer.ok(JobStateView.of(sender, jobId, JobStatus.CANCELLED));
    }
}
