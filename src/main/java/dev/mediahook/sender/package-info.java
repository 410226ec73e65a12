/** What a sender is. Stands below everything that receives from senders or asks them. */
@NullMarked
package dev.mediahook.sender;

import org.jspecify.annotations.NullMarked;
