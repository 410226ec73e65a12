package dev.mediahook.standin;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The jobs that the stand-ins have taken. The end of a job is drawn when the job is taken. */
final class JobBook {

    private final MediaHost media;
    private final Faults faults;
    private final Map<String, AtomicInteger> numbers = new ConcurrentHashMap<>();
    private final Map<String, TakenJob> jobs = new ConcurrentHashMap<>();
    private final Map<String, TakenJob> once = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<TakenJob> inOrder = new ConcurrentLinkedQueue<>();

    JobBook(MediaHost media, Faults faults) {
        this.media = media;
        this.faults = faults;
    }

    /**
     * A job, and whether it was made now.
     */
    record Taken(TakenJob job, boolean isNew) {}

    /**
     * Takes a job.
     *
     * @param key the same key gives the same job; null for none
     */
    Taken take(StandInSender sender, @Nullable String key, Instant now) {
        if (key == null) {
            return new Taken(make(sender, now), true);
        }
        boolean[] isNew = new boolean[1];
        TakenJob job = once.computeIfAbsent(sender.name() + " " + key, name -> {
            isNew[0] = true;
            return make(sender, now);
        });
        return new Taken(job, isNew[0]);
    }

    private TakenJob make(StandInSender sender, Instant now) {
        String id = sender.jobId(sender.name() + " " + faults.seed() + " "
                + numbers.computeIfAbsent(sender.name(), name -> new AtomicInteger())
                        .incrementAndGet());
        Payload end = end(sender, id);
        List<URI> files = new ArrayList<>();
        for (int i = 0; i < end.media().size(); i++) {
            files.add(media.medium(end.media().get(i), id + "-" + i));
        }
        TakenJob job = new TakenJob(
                sender, id, end, files, now, faults.between(faults.shortest(), faults.longest(), id, "takes"));
        jobs.put(sender.name() + " " + id, job);
        inOrder.add(job);
        return job;
    }

    /** Most jobs are completed; for the others, every other end that the sender has is equally likely. */
    private Payload end(StandInSender sender, String id) {
        boolean completed = faults.draw(id, "completed", 0) < 0.8;
        List<Payload> told = sender.sendsWebhooks() ? sender.payloads() : sender.statuses();
        List<Payload> ends = told.stream()
                .filter(payload -> payload.ends().terminal() && (payload.ends() == Ends.COMPLETED) == completed)
                .toList();
        return ends.get((int) (faults.draw(id, "end", 0) * ends.size()));
    }

    Optional<TakenJob> find(String sender, String jobId) {
        return Optional.ofNullable(jobs.get(sender + " " + jobId));
    }

    List<TakenJob> all() {
        return List.copyOf(inOrder);
    }

    List<TakenJob> newest(String sender, int limit) {
        List<TakenJob> own = new ArrayList<>(
                inOrder.stream().filter(job -> job.sender().equals(sender)).toList());
        java.util.Collections.reverse(own);
        return own.subList(0, Math.min(limit, own.size()));
    }
}
