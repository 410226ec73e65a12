/** What a job may become. Comes after store, before notify. Internal but for what docs/api.txt lists. */
@NullMarked
package dev.mediahook.job;

import org.jspecify.annotations.NullMarked;
