/** Measures whether db-scheduler can carry the inbox; the answer is in docs/design. */
@NullMarked
package dev.mediahook.bench.dispatch;

import org.jspecify.annotations.NullMarked;
