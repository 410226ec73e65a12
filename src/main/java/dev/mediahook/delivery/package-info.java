/** The words that every room shares: a delivery, its bytes, its id and what proves it, and how JSON in it is read. Internal. */
@NullMarked
package dev.mediahook.delivery;

import org.jspecify.annotations.NullMarked;
