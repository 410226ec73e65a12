/** Camel's Vert.x server and engine with limits: who is let in, how long for, and with how many bytes. Internal. */
@NullMarked
package dev.mediahook.receive.vertx;

import org.jspecify.annotations.NullMarked;
