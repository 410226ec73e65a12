/** Turns a delivery into an event. Comes after verify, before inbox. Internal, except for what docs/api.txt lists. */
@NullMarked
package dev.mediahook.event;

import org.jspecify.annotations.NullMarked;
