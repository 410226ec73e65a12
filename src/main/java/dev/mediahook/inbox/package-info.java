/**
 * Keeps events on disk, leases them to the routes, and gives up on them. Comes after event, before the sender's route.
 * Internal.
 */
@NullMarked
package dev.mediahook.inbox;

import org.jspecify.annotations.NullMarked;
