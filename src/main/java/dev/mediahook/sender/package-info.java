/**
 * What a sender is. Stands below everything that receives from senders or asks them.
 * Internal but for what docs/api.txt lists.
 */
@NullMarked
package dev.mediahook.sender;

import org.jspecify.annotations.NullMarked;
