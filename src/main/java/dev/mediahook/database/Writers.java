package dev.mediahook.database;

import dev.mediahook.work.Loops;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The writers. SQLite has one, and a host's pool gives one connection to it. On our own server, incoming deliveries,
 * dispatch, and processing have separate connections, so that none waits for a row that only another needs.
 *
 * @param accepting writes incoming deliveries
 * @param working writes the results of processing
 */
record Writers(GroupCommit accepting, GroupCommit working) implements AutoCloseable {

    /** Each commits by itself; the server combines the syncs of concurrent commits. */
    private static final int WORKING_ALONE = 3;

    static Writers of(Source source, DatabaseSettings settings, Loops loops, Outage outage) {
        int queue = settings.queue();
        Duration patience = settings.patience();
        if (!source.manyWriters()) {
            CommitLoop only = together("mediahook-writer", source, settings, null, loops, outage);
            GroupCommit writer = new GroupCommit(only, only, queue, patience, outage);
            return new Writers(writer, writer);
        }
        CommitLoop alone = new CommitLoop(
                "mediahook-work-writer", sessions(source, settings, WORKING_ALONE, outage), 1, patience, null, loops);
        CommitLoop shared = together("mediahook-writer", source, settings, alone, loops, outage);
        CommitLoop accepting = together("mediahook-accept-writer", source, settings, alone, loops, outage);
        return new Writers(
                new GroupCommit(accepting, alone, queue, patience, outage),
                new GroupCommit(shared, alone, queue, patience, outage));
    }

    /**
     * One connection, with many writes in one commit.
     *
     * @param alone takes what can't share a commit; null if this loop does
     */
    private static CommitLoop together(
            String name,
            Source source,
            DatabaseSettings settings,
            @Nullable CommitLoop alone,
            Loops loops,
            Outage outage) {
        return new CommitLoop(
                name,
                sessions(source, settings, 1, outage),
                GroupCommit.MOST_IN_ONE_COMMIT,
                settings.patience(),
                alone,
                loops);
    }

    private static List<WriterSession> sessions(Source source, DatabaseSettings settings, int count, Outage outage) {
        return IntStream.range(0, count)
                .mapToObj(one -> new WriterSession(source, new Budget(settings.budget()), outage))
                .toList();
    }

    /** Writes what is queued, then closes. */
    @Override
    public void close() {
        accepting.close();
        working.close();
    }
}
