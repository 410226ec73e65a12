/** The HTTP clients for outgoing requests: how much of an answer they accept from any server. Internal. */
@NullMarked
package dev.mediahook.http;

import org.jspecify.annotations.NullMarked;
