package dev.mediahook.database;

import dev.mediahook.work.Loops;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Who writes. SQLite has one writer, and a host's pool gives one connection for it. On a server of our own what is
 * received, what is given out and finished, and the steps of the work have connections of their own, so that none waits
 * for a row that only another needs.
 *
 * @param accepting writes what is being received
 * @param working writes what comes of the work
 */
record Writers(GroupCommit accepting, GroupCommit working) implements AutoCloseable {

    /** Each commits for itself, and the server makes one sync of commits that come together. */
    private static final int WORKING_ALONE = 3;

    static Writers of(Source source, DatabaseSettings settings, Loops loops) {
        int queue = settings.queue();
        Duration patience = settings.patience();
        if (!source.manyWriters()) {
            CommitLoop only = new CommitLoop(
                    "mediahook-writer",
                    sessions(source, settings, 1),
                    GroupCommit.MOST_IN_ONE_COMMIT,
                    patience,
                    null,
                    loops);
            GroupCommit writer = new GroupCommit(only, only, queue, patience);
            return new Writers(writer, writer);
        }
        CommitLoop alone = new CommitLoop(
                "mediahook-work-writer", sessions(source, settings, WORKING_ALONE), 1, patience, null, loops);
        CommitLoop shared = new CommitLoop(
                "mediahook-writer",
                sessions(source, settings, 1),
                GroupCommit.MOST_IN_ONE_COMMIT,
                patience,
                alone,
                loops);
        CommitLoop accepting = new CommitLoop(
                "mediahook-accept-writer",
                sessions(source, settings, 1),
                GroupCommit.MOST_IN_ONE_COMMIT,
                patience,
                alone,
                loops);
        return new Writers(
                new GroupCommit(accepting, alone, queue, patience), new GroupCommit(shared, alone, queue, patience));
    }

    private static List<WriterSession> sessions(Source source, DatabaseSettings settings, int count) {
        return IntStream.range(0, count)
                .mapToObj(one -> new WriterSession(source, new Budget(settings.budget())))
                .toList();
    }

    /** Writes what is queued, then closes. */
    @Override
    public void close() {
        accepting.close();
        working.close();
    }
}
