/** The attacks, the genuine load beside them, and the counts of both. */
package dev.mediahook.packaged.attack;
