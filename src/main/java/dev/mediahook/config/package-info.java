/** Properties read once into records, all faults told at once. Comes before everything. */
@NullMarked
package dev.mediahook.config;

import org.jspecify.annotations.NullMarked;
