/**
 * Reads what a delivery says: bytes in, event out. Comes after verify, before inbox.
 * Internal but for what docs/api.txt lists.
 */
@NullMarked
package dev.mediahook.event;

import org.jspecify.annotations.NullMarked;
