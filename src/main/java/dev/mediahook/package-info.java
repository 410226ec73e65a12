/** Adds Mediahook to a Camel context: request → verify → inbox → route → fetch → store → notify. */
@NullMarked
package dev.mediahook;

import org.jspecify.annotations.NullMarked;
