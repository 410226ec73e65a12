/**
 * Finds, makes and keeps alive a webhook that a sender has once for the whole account. Beside submit; uses its API.
 * Internal.
 */
@NullMarked
package dev.mediahook.register;

import org.jspecify.annotations.NullMarked;
