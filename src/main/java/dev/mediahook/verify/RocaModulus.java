package dev.mediahook.verify;

import java.math.BigInteger;
import java.util.List;

/**
 * Recognises RSA moduli that a faulty library made and that can be factored (CVE-2017-15361): modulo every small prime
 * they are powers of 65537.
 */
final class RocaModulus {

    private static final int GENERATOR = 65537;

    /** All primes from 3 to 167. */
    private static final List<Integer> PRIMES = List.of(
            3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107,
            109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167);

    private RocaModulus() {}

    static boolean is(BigInteger modulus) {
        return PRIMES.stream()
                .allMatch(
                        prime -> isPower(modulus.mod(BigInteger.valueOf(prime)).intValue(), prime));
    }

    private static boolean isPower(int number, int prime) {
        int power = 1;
        do {
            if (power == number) {
                return true;
            }
            power = power * GENERATOR % prime;
        } while (power != 1);
        return false;
    }
}
