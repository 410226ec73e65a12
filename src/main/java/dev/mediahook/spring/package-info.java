/** Mediahook in a Spring Boot application. No other package may name a Spring class. Internal. */
@NullMarked
package dev.mediahook.spring;

import org.jspecify.annotations.NullMarked;
