/** The media of a job on record: which are to be had, which are stored, which are lost. Comes after job and store. Internal. */
@NullMarked
package dev.mediahook.media;

import org.jspecify.annotations.NullMarked;
