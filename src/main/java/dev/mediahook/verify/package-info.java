/**
 * Decides whether a delivery comes from its sender. Comes after receive, before event. Internal except for what docs/api.txt
 * lists.
 */
@NullMarked
package dev.mediahook.verify;

import org.jspecify.annotations.NullMarked;
