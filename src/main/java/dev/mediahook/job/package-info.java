/**
 * The states of a job and the rules for changing them. Comes after store, before notify. Internal except for what
 * docs/api.txt lists.
 */
@NullMarked
package dev.mediahook.job;

import org.jspecify.annotations.NullMarked;
