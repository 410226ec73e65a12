package dev.mediahook.fetch;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ObjIntConsumer;

/**
 * Limits concurrent transfers: in all, per address, per sender and per event. So slow URLs of one delivery, of one
 * sender, or of one host with many names do not hold up other media. Among the waiting, the sender with the fewest
 * running transfers goes first, then the event with the fewest.
 */
final class TransferSlots {

    private final int overall;
    private final int perAddress;
    private final ObjIntConsumer<String> waiting;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Waiter> waiters = new LinkedHashSet<>();
    private final Map<String, Integer> atAddress = new HashMap<>();
    private final Map<String, Integer> ofSender = new HashMap<>();
    private final Map<String, Integer> ofEvent = new HashMap<>();
    private int taken;

    /**
     * A request for a slot.
     *
     * @param address of the transfer's destination, whatever name led there
     */
    record Claim(String sender, String event, String address) {}

    /** A slot, held until it is closed. */
    final class Slot implements AutoCloseable {

        private final Claim claim;

        private Slot(Claim claim) {
            this.claim = claim;
        }

        @Override
        public void close() {
            lock.lock();
            try {
                count(claim, -1);
                grant();
            } finally {
                lock.unlock();
            }
        }
    }

    private static final class Waiter {

        private final Claim claim;
        private final Condition granted;
        private boolean served;

        private Waiter(Claim claim, Condition granted) {
            this.claim = claim;
            this.granted = granted;
        }
    }

    /**
     * @param waiting called with a sender and how many of its media wait for a slot
     */
    TransferSlots(int overall, int perAddress, ObjIntConsumer<String> waiting) {
        this.overall = overall;
        this.perAddress = perAddress;
        this.waiting = waiting;
    }

    /** Waits for a slot; empty if none became free in time. */
    Optional<Slot> acquire(Claim claim, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            Waiter waiter = new Waiter(claim, lock.newCondition());
            waiters.add(waiter);
            grant();
            if (!waiter.served) {
                tell(claim.sender());
                await(waiter, patience);
            }
            return waiter.served ? Optional.of(new Slot(claim)) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private void await(Waiter waiter, Duration patience) throws InterruptedException {
        boolean over = false;
        try {
            for (long left = patience.toNanos(); !waiter.served && left > 0; ) {
                left = waiter.granted.awaitNanos(left);
            }
            over = true;
        } finally {
            if (!waiter.served) {
                waiters.remove(waiter);
            } else if (!over) {
                // The thread was interrupted just as it got the slot.
                count(waiter.claim, -1);
                grant();
            }
            tell(waiter.claim.sender());
        }
    }

    private void grant() {
        for (Optional<Waiter> next = next(); next.isPresent(); next = next()) {
            Waiter served = next.get();
            waiters.remove(served);
            served.served = true;
            count(served.claim, 1);
            served.granted.signal();
        }
    }

    private Optional<Waiter> next() {
        if (taken >= overall) {
            return Optional.empty();
        }
        return waiters.stream()
                .filter(one -> hasRoom(one.claim))
                .min(Comparator.<Waiter>comparingInt(one -> ofSender.getOrDefault(one.claim.sender(), 0))
                        .thenComparingInt(one -> ofEvent.getOrDefault(one.claim.event(), 0)));
    }

    /** A sender leaves a quarter of the slots to the others; an event takes a quarter at most. */
    private boolean hasRoom(Claim claim) {
        return atAddress.getOrDefault(claim.address(), 0) < perAddress
                && ofSender.getOrDefault(claim.sender(), 0) < Math.max(1, overall - overall / 4)
                && ofEvent.getOrDefault(claim.event(), 0) < Math.max(1, overall / 4);
    }

    private void count(Claim claim, int change) {
        taken += change;
        count(atAddress, claim.address(), change);
        count(ofSender, claim.sender(), change);
        count(ofEvent, claim.event(), change);
    }

    private static void count(Map<String, Integer> counts, String key, int change) {
        counts.merge(key, change, (one, other) -> one + other == 0 ? null : Integer.valueOf(one + other));
    }

    private void tell(String sender) {
        waiting.accept(sender, (int) waiters.stream()
                .filter(one -> one.claim.sender().equals(sender))
                .count());
    }
}
