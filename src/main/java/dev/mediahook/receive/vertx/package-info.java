/** Bodies as they come, over Camel's Vert.x engine: how long for, and with how many bytes. Internal. */
@NullMarked
package dev.mediahook.receive.vertx;

import org.jspecify.annotations.NullMarked;
