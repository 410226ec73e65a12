package dev.mediahook.packaged.attack;

import java.util.function.LongFunction;

/**
 * The behaviour of one attacker.
 *
 * @param name names the attack in the table, and selects it to run alone
 * @param connections open at once
 * @param everyMillis the pause between two requests of one connection; with 0 the next one follows the answer at once
 * @param request the n-th request, as bytes
 * @param waits whether the connection stays open after one request, although no answer may come
 */
public record Attack(String name, int connections, int everyMillis, LongFunction<byte[]> request, boolean waits) {

    static Attack asking(String name, int connections, int everyMillis, LongFunction<byte[]> request) {
        return new Attack(name, connections, everyMillis, request, false);
    }

    static Attack holding(String name, int connections, LongFunction<byte[]> request) {
        return new Attack(name, connections, 500, request, true);
    }
}
