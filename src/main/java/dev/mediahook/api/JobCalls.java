package dev.mediahook.api;

import dev.mediahook.database.Database;
import dev.mediahook.database.Sieve;
import dev.mediahook.job.JobFilter;
import dev.mediahook.job.Jobs;
import dev.mediahook.view.JobView;

/** What can be asked of jobs. */
public final class JobCalls {

    private final Database database;

    public JobCalls(Database database) {
        this.database = database;
    }

    Answer one(ApiCall call) {
        String sender = call.segment("sender");
        String jobId = call.segment("jobId");
        return database.read(handle -> Jobs.find(handle, sender, jobId)
                .map(job -> Answer.ok(JobView.whole(handle, job)))
                .orElseThrow(() -> Problem.notFound("no event has named this job of " + sender)));
    }

    Answer page(ApiCall call) {
        JobFilter filter = Filters.jobs(call);
        return database.read(handle -> Answer.ok(Pages.page(
                Jobs.page(handle, filter, Sieve.BRIEF, call.after(), call.limit()),
                job -> JobView.withoutEvents(handle, job))));
    }
}
