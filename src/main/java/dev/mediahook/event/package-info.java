/** Reads what a delivery says: bytes in, event out. Comes after verify, before inbox. */
@NullMarked
package dev.mediahook.event;

import org.jspecify.annotations.NullMarked;
