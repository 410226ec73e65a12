/** Runs the packaged jar as its users do: a process of its own in a folder of its own, over real sockets and files. */
package dev.mediahook.packaged;
