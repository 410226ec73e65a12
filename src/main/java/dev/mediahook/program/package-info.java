/**
 * The stand-alone program: Camel Main, the commands, the HTTP server. The first user of {@link dev.mediahook.Mediahook}.
 * Internal.
 */
@NullMarked
package dev.mediahook.program;

import org.jspecify.annotations.NullMarked;
