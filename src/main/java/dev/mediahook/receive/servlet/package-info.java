/**
 * Takes requests from a servlet container, in a host that runs on Spring Boot. Nothing else may name a servlet class.
 * Internal.
 */
@NullMarked
package dev.mediahook.receive.servlet;

import org.jspecify.annotations.NullMarked;
