/**
 * The commands of the packaged program: send, stand-in and demo. Comes before everything; only the start of the program knows it.
 * Internal.
 */
@NullMarked
package dev.mediahook.cli;

import org.jspecify.annotations.NullMarked;
