/** Mediahook in a Spring Boot application. Nothing else may name a Spring class. Internal. */
@NullMarked
package dev.mediahook.spring;

import org.jspecify.annotations.NullMarked;
