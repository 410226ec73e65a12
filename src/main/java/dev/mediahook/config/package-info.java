/**
 * Properties read once into records, all faults told at once. Comes before everything.
 * Internal but for what docs/api.txt lists.
 */
@NullMarked
package dev.mediahook.config;

import org.jspecify.annotations.NullMarked;
