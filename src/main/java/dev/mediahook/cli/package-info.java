/**
 * The commands of the packaged program, such as send, stand-in and demo. Only the start of the program depends on them.
 * Internal.
 */
@NullMarked
package dev.mediahook.cli;

import org.jspecify.annotations.NullMarked;
