/**
 * Bytes in, a name out, whole or not at all. Comes after fetch, before job.
 * Internal but for what docs/api.txt lists.
 */
@NullMarked
package dev.mediahook.store;

import org.jspecify.annotations.NullMarked;
