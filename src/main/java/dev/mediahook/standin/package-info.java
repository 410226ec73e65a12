/**
 * Plays the senders and a host of media on loopback. Stands apart from the flow: it shares no code with it, and signs by
 * itself, so that a wrong verifier cannot agree with itself.
 *
 * <p>Internal.
 */
@NullMarked
package dev.mediahook.standin;

import org.jspecify.annotations.NullMarked;
