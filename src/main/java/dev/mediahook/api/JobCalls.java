package dev.mediahook.api;

import dev.mediahook.database.Database;
import dev.mediahook.database.Sieve;
import dev.mediahook.job.Job;
import dev.mediahook.job.JobFilter;
import dev.mediahook.job.Jobs;
import dev.mediahook.media.Media;
import dev.mediahook.media.Medium;
import dev.mediahook.view.JobView;
import java.util.List;
import java.util.Map;

/** Calls about jobs. */
public final class JobCalls {

    private static final String LISTING = "jobs";

    private final Database database;

    public JobCalls(Database database) {
        this.database = database;
    }

    Answer one(ApiCall call) {
        String sender = call.segment("sender");
        String jobId = call.segment("jobId");
        return database.read(handle -> Jobs.find(handle, sender, jobId)
                .map(job -> Answer.ok(JobView.whole(handle, job)))
                .orElseThrow(() -> Problem.notFound("no job of " + sender + " has this id")));
    }

    Answer page(ApiCall call) {
        JobFilter filter = Filters.jobs(call);
        return database.read(handle -> {
            Sieve.Found<Job> found = Jobs.page(handle, filter, Sieve.BRIEF, call.after(LISTING), call.limit());
            Map<Job, List<Medium>> media = Media.ofJobs(handle, found.rows());
            return Answer.ok(
                    Pages.page(LISTING, found, job -> JobView.withoutEvents(job, media.getOrDefault(job, List.of()))));
        });
    }
}
