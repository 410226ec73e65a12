package dev.mediahook.api;

import dev.mediahook.database.Database;
import dev.mediahook.event.JobStatus;
import dev.mediahook.job.Job;
import dev.mediahook.job.Jobs;
import dev.mediahook.media.Media;
import dev.mediahook.media.Medium;
import dev.mediahook.view.JobView;
import java.util.List;
import java.util.Map;

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
        int limit = call.limit();
        return database.read(handle -> {
            List<Job> found = Jobs.page(
                    handle,
                    call.parameter("sender").orElse(null),
                    call.words("status", JobStatus::ofWord).stream().findFirst().orElse(null),
                    call.after(),
                    limit + 1);
            Map<Job, List<Medium>> media = Media.ofJobs(handle, found);
            return Answer.ok(Pages.page(
                    found, limit, job -> JobView.withoutEvents(job, media.getOrDefault(job, List.of())), Job::seq));
        });
    }
}
