/**
 * Stores complete media and names them. Comes after fetch, before job. Internal except for what
 * docs/api.txt lists.
 */
@NullMarked
package dev.mediahook.store;

import org.jspecify.annotations.NullMarked;
