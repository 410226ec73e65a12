/** The media of a job on record: which are to be had, which are stored, which are lost. Comes after job and store. */
@NullMarked
package dev.mediahook.media;

import org.jspecify.annotations.NullMarked;
