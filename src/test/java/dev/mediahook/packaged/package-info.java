/** Runs the packaged jar as its users do: as a separate process in its own folder, over real sockets and files. */
package dev.mediahook.packaged;
