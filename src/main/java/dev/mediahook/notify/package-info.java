/** Sends notifications to the configured targets, at least once. Comes last. Internal. */
@NullMarked
package dev.mediahook.notify;

import org.jspecify.annotations.NullMarked;
