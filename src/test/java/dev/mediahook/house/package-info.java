/** Holds the program to the rules it is built by: what may depend on what, and how its files are written. */
package dev.mediahook.house;
