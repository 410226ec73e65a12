package dev.mediahook.database;

import dev.mediahook.log.EventLog;
import dev.mediahook.work.Ending;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * Writes many tasks in one transaction. A write that fails does not affect the others: all are repeated in one
 * transaction, each behind its own savepoint.
 */
final class SharedCommit {

    private static final Logger LOG = EventLog.of(SharedCommit.class);

    /** How often to repeat a transaction that a failing write has aborted. With a full disk, every attempt fails. */
    private static final int MOST_PASSES = 4;

    private final WriterSession session;
    private final PostponedWrites aside;
    private final Set<Task<?, ?>> moved = Collections.newSetFromMap(new IdentityHashMap<>());
    private List<Task<?, ?>> current = List.of();

    SharedCommit(WriterSession session, PostponedWrites aside) {
        this.session = session;
        this.aside = aside;
    }

    /**
     * Afterwards each write is on disk, or refused with a {@link StoreUnavailable}.
     *
     * @throws Error the last one that occurred, after all writes are handled
     */
    void commit(List<Task<?, ?>> tasks) {
        moved.clear();
        try {
            attempt(tasks);
        } catch (Error failure) {
            // The driver's state is unknown.
            session.budget().end();
            session.close();
            if (tasks.size() == 1 || !Ending.survivable(failure)) {
                refuse(open(tasks), failure);
                throw failure;
            }
            oneByOne(open(tasks));
        }
    }

    private void oneByOne(List<Task<?, ?>> tasks) {
        Error last = null;
        for (Task<?, ?> task : tasks) {
            try {
                commit(List.of(task));
            } catch (Error failure) {
                last = failure;
            }
        }
        if (last != null) {
            throw last;
        }
    }

    private void attempt(List<Task<?, ?>> tasks) {
        try {
            together(tasks);
        } catch (SQLException | RuntimeException failure) {
            session.budget().end();
            session.rollback();
            if (outOfTime(failure) && current.size() == 1 && current.get(0).alone()) {
                refuse(current, failure instanceof OverBudget ? failure : new OverBudget());
                attempt(open(tasks));
            } else if (tasks.size() == 1 && SqlFault.is(failure, SqlFault::locked) && movedAside(tasks.get(0))) {
                LOG.debug("a row is held by another, tried again");
            } else if (SqlFault.is(failure, SqlFault::everybodys)
                    || (tasks.size() == 1 && !SqlFault.is(failure, SqlFault::retryable))) {
                refuse(open(tasks), failure);
            } else {
                separately(tasks);
            }
        }
    }

    /** Tasks with the same write are written by one call. If the work takes long, it commits in between. */
    private void together(List<Task<?, ?>> tasks) throws SQLException {
        Map<GroupWrite<?, ?>, List<Task<?, ?>>> byWrite = new LinkedHashMap<>();
        for (Task<?, ?> task : tasks) {
            byWrite.computeIfAbsent(task.write(), write -> new ArrayList<>()).add(task);
        }
        List<Runnable> completions = new ArrayList<>(tasks.size());
        long begun = System.nanoTime();
        for (List<Task<?, ?>> group : byWrite.values()) {
            completions.add(written(group));
            if (System.nanoTime() - begun > session.budget().length().toNanos()) {
                commit(completions, begun);
                begun = System.nanoTime();
            }
        }
        if (!completions.isEmpty()) {
            session.commit();
            completions.forEach(SharedCommit::tell);
        }
    }

    private void commit(List<Runnable> completions, long begun) throws SQLException {
        LOG.debug("committed early after-ms={}", (System.nanoTime() - begun) / 1_000_000);
        session.commit();
        completions.forEach(SharedCommit::tell);
        completions.clear();
    }

    /** Called after the commit. A failing callback must not repeat the write. */
    private static void tell(Runnable completion) {
        try {
            completion.run();
        } catch (RuntimeException | Error failure) {
            LOG.error("a write is done, whoever waits for it could not be told error={}", failure.toString());
        }
    }

    private void separately(List<Task<?, ?>> tasks) {
        List<Task<?, ?>> left = open(tasks);
        Throwable last = new IllegalStateException();
        for (int pass = 0; pass < MOST_PASSES && !left.isEmpty(); pass++) {
            try {
                behindSavepoints(left);
            } catch (SQLException | RuntimeException failure) {
                last = failure;
                session.budget().end();
                session.rollback();
                if (SqlFault.is(failure, SqlFault::everybodys) || (pass > 0 && SqlFault.is(failure, SqlFault::away))) {
                    break;
                }
            }
            left = open(left);
        }
        refuse(left, last);
    }

    /** Returns early if a failure has aborted the whole transaction. The open tasks then have to be repeated. */
    private void behindSavepoints(List<Task<?, ?>> tasks) throws SQLException {
        List<Runnable> completions = new ArrayList<>(tasks.size());
        long begun = System.nanoTime();
        for (Task<?, ?> task : tasks) {
            Savepoint savepoint = session.handle().getConnection().setSavepoint();
            try {
                completions.add(written(List.of(task)));
                session.handle().getConnection().releaseSavepoint(savepoint);
            } catch (SQLException | RuntimeException failure) {
                session.budget().end();
                if (SqlFault.is(failure, SqlFault::everybodys)) {
                    throw failure;
                }
                boolean othersStay = session.rollback(savepoint);
                if (SqlFault.is(failure, SqlFault::locked) && movedAside(task)) {
                    session.handle().execute(PostgresqlLimits.IMPATIENT);
                } else if (!SqlFault.is(failure, SqlFault::retryable)) {
                    refuse(List.of(task), failure);
                }
                if (!othersStay) {
                    return;
                }
            }
            if (System.nanoTime() - begun > session.budget().length().toNanos()) {
                commit(completions, begun);
                begun = System.nanoTime();
            }
        }
        session.commit();
        completions.forEach(SharedCommit::tell);
    }

    @SuppressWarnings("unchecked") // tasks are grouped by their write, which fixes both of its types
    private <A, R> Runnable written(List<Task<?, ?>> all) throws SQLException {
        current = all;
        GroupWrite<A, R> write = (GroupWrite<A, R>) all.get(0).write();
        Handle handle = session.handle();
        session.budget().begin(all.get(0).alone());
        List<Task<A, R>> tasks = (List<Task<A, R>>) (List<?>) all;
        List<@Nullable R> results =
                write.write(handle, tasks.stream().map(Task::argument).toList());
        session.budget().end();
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i) == null) {
                moved.add(tasks.get(i));
                aside.contended(tasks.get(i));
            }
        }
        return () -> {
            for (int i = 0; i < results.size(); i++) {
                R result = results.get(i);
                if (result != null) {
                    tasks.get(i).result().complete(result);
                }
            }
        };
    }

    private static boolean outOfTime(Throwable failure) {
        return failure instanceof OverBudget || SqlFault.is(failure, SqlFault::outOfTime);
    }

    private boolean movedAside(Task<?, ?> task) {
        boolean taken = aside.locked(task);
        if (taken) {
            moved.add(task);
        }
        return taken;
    }

    private List<Task<?, ?>> open(List<Task<?, ?>> tasks) {
        return tasks.stream()
                .filter(task -> task.open() && !moved.contains(task))
                .toList();
    }

    /**
     * An exception that a caller's own code threw inside its write is not a database fault; the caller gets it
     * unchanged.
     */
    private void refuse(List<Task<?, ?>> tasks, Throwable failure) {
        if (tasks.isEmpty()) {
            return;
        }
        if (SqlFault.is(failure, SqlFault::readOnly)) {
            // This connection may stay so when the database takes writes again.
            session.close();
        }
        Throwable refused =
                failure instanceof Error ? failure : StoreUnavailable.told("the database refused a write", failure);
        if (SqlFault.is(failure, SqlFault::ofAll)) {
            session.outage().goesOn(tasks.size(), SqlFault.describe(failure));
        } else if (!(refused instanceof RuntimeException own) || own instanceof StoreUnavailable) {
            LOG.atLevel(failure instanceof OverBudget ? Level.WARN : Level.ERROR)
                    .log("write failed writes={} error={}", tasks.size(), SqlFault.describe(failure));
        }
        tasks.forEach(task -> task.result().completeExceptionally(refused));
    }
}
