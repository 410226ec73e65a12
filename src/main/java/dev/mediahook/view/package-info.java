/** Jobs, events and senders as the API and the notifications show them. Internal. */
@NullMarked
package dev.mediahook.view;

import org.jspecify.annotations.NullMarked;
