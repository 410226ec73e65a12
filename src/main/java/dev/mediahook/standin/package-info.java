/**
 * Plays the senders and a media host on loopback. Stands apart from the flow: it shares no code with it and has signing
 * code of its own, so that a wrong verifier cannot agree with itself.
 *
 * <p>Internal.
 */
@NullMarked
package dev.mediahook.standin;

import org.jspecify.annotations.NullMarked;
