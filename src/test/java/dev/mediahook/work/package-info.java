/** Tests of the program's threads. */
package dev.mediahook.work;
