/**
 * Takes bytes, gives a name, completely or not at all. Comes after fetch, before job. Internal except for what
 * docs/api.txt lists.
 */
@NullMarked
package dev.mediahook.store;

import org.jspecify.annotations.NullMarked;
