/** What a job may become. Comes after store, before notify. */
@NullMarked
package dev.mediahook.job;

import org.jspecify.annotations.NullMarked;
