package dev.mediahook.packaged.attack;

import java.util.function.LongFunction;

/**
 * What one attacker does.
 *
 * @param name for the table, and to run it alone
 * @param connections open at once
 * @param everyMillis the pause between two requests of one connection; 0: the next follows the answer at once
 * @param request the n-th request, as bytes
 * @param waits whether the connection stays as it is after one request, for an answer that need not come
 */
public record Attack(String name, int connections, int everyMillis, LongFunction<byte[]> request, boolean waits) {

    static Attack asking(String name, int connections, int everyMillis, LongFunction<byte[]> request) {
        return new Attack(name, connections, everyMillis, request, false);
    }

    static Attack holding(String name, int connections, LongFunction<byte[]> request) {
        return new Attack(name, connections, 500, request, true);
    }
}
