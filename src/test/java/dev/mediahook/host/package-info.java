/** Mediahook as a guest of other Camel applications. */
package dev.mediahook.host;
