/**
 * Reads properties once into records, and reports all faults at once. Depends on no other package. Internal, except for
 * what docs/api.txt lists.
 */
@NullMarked
package dev.mediahook.config;

import org.jspecify.annotations.NullMarked;
