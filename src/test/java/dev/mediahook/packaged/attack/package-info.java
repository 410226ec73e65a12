/** What attackers send, the load beside it, and what is counted of both. */
package dev.mediahook.packaged.attack;
