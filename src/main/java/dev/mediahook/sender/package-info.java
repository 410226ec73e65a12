/**
 * Defines what a sender is. Comes below everything that receives from senders or asks them. Internal except for what
 * docs/api.txt lists.
 */
@NullMarked
package dev.mediahook.sender;

import org.jspecify.annotations.NullMarked;
