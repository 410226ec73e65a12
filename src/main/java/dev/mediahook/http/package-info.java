/** The HTTP clients that go out: how much of an answer they take, whoever sends it. Internal. */
@NullMarked
package dev.mediahook.http;

import org.jspecify.annotations.NullMarked;
