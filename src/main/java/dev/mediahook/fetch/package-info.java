/** A stranger's URL in, whole bytes or a named reason out. Comes after inbox, before store. Internal. */
@NullMarked
package dev.mediahook.fetch;

import org.jspecify.annotations.NullMarked;
