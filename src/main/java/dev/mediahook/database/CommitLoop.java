package dev.mediahook.database;

import dev.mediahook.work.Loop;
import dev.mediahook.work.Loops;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes writes from a queue and writes many in one commit, over one connection or several equal ones. */
final class CommitLoop {

    private static final long IDLE_MILLIS = 100;
    /** How often the thread yields the core before a commit, as long as that brings more writes. */
    private static final int MOST_YIELDS = 40;
    /** The pause before retrying a write that another program is just making: about as long as its commit takes. */
    private static final Duration FOR_A_COMMIT = Duration.ofMillis(5);
    /** The pause before retrying a write whose row another program holds for longer. */
    private static final Duration FOR_A_LOCK = Duration.ofMillis(200);

    private final List<Writing> writings = new ArrayList<>();
    private final LinkedBlockingQueue<Task<?, ?>> queue = new LinkedBlockingQueue<>();
    private final Postponed<Task<?, ?>> waiting = new Postponed<>();
    private final int most;
    private final Duration patience;
    private final @Nullable CommitLoop patient;
    private volatile boolean open = true;

    /**
     * @param most how many writes share a commit
     * @param patience how long a write is retried while another transaction holds its row
     * @param patient takes such a write, so that no other write waits with it; null: this loop retries it
     */
    CommitLoop(
            String name,
            List<WriterSession> sessions,
            int most,
            Duration patience,
            @Nullable CommitLoop patient,
            Loops loops) {
        this.most = most;
        this.patience = patience;
        this.patient = patient;
        sessions.forEach(session -> writings.add(new Writing(name + suffix(writings.size()), session, loops)));
        writings.forEach(writing -> writing.loop.start());
    }

    private static String suffix(int index) {
        return index == 0 ? "" : "-" + (index + 1);
    }

    void add(Task<?, ?> task) {
        queue.add(task);
    }

    boolean isOpen() {
        return open;
    }

    int queued() {
        return queue.size() + waiting.size();
    }

    /** Whether all its commits take longer than a caller waits. */
    boolean stuck() {
        return writings.stream().allMatch(Writing::stuck);
    }

    /** Writes what is queued, then closes. */
    void close() {
        open = false;
        try {
            for (Writing writing : writings) {
                writing.loop.join(patience);
                // The driver would wait for the disk that the commit waits for.
                if (!writing.stuck()) {
                    writing.session.close();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        waiting.all()
                .forEach(task -> task.result().completeExceptionally(new StoreUnavailable("the database is closed")));
    }

    /** One connection and the thread that writes over it. */
    private final class Writing implements PostponedWrites {

        private final WriterSession session;
        private final SharedCommit transactions;
        private final Loop loop;
        private volatile long busySince;

        Writing(String name, WriterSession session, Loops loops) {
            this.session = session;
            this.transactions = new SharedCommit(session, this);
            this.loop = loops.loop(name, () -> open || !queue.isEmpty(), this::writeNext);
        }

        boolean stuck() {
            // Read the field once: another thread may change it meanwhile.
            long busy = busySince;
            return busy != 0 && System.nanoTime() - busy > patience.toNanos();
        }

        private void writeNext() throws InterruptedException {
            waiting.takeUp(queue::add);
            Task<?, ?> first =
                    queue.poll(waiting.isEmpty() ? IDLE_MILLIS : FOR_A_COMMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (first == null) {
                return;
            }
            letOthersCome();
            List<Task<?, ?>> batch = new ArrayList<>();
            batch.add(first);
            busySince = System.nanoTime();
            try {
                queue.drainTo(batch, most - 1);
                batch.removeIf(task -> !task.open());
                if (!batch.isEmpty()) {
                    transactions.commit(batch);
                }
            } catch (Error failure) {
                // The callers get the error at once. The loop logs the cause and continues.
                batch.forEach(task -> task.result().completeExceptionally(failure));
                throw failure;
            } finally {
                busySince = 0;
            }
        }

        /**
         * If cores are short, more writes are about to arrive than wait here, and a fuller commit takes less CPU time
         * per write. If a core is free, this takes no time. On SQLite a commit is so cheap that yielding does not pay.
         */
        @SuppressWarnings("ThreadPriorityCheck") // if a system ignores it, commits are smaller
        private void letOthersCome() {
            int before = -1;
            for (int turn = 0; turn < MOST_YIELDS && patient != null && queue.size() > before; turn++) {
                before = queue.size();
                Thread.yield();
            }
        }

        @Override
        public void contended(Task<?, ?> task) {
            waiting.add(task, FOR_A_COMMIT);
        }

        @Override
        public boolean locked(Task<?, ?> task) {
            if (System.nanoTime() - task.sinceNanos() > patience.toNanos()) {
                return false;
            }
            if (patient != null) {
                patient.add(task);
            } else {
                waiting.add(task, FOR_A_LOCK);
            }
            return true;
        }
    }
}
