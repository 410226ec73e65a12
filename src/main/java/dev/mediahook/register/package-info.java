/**
 * A sender's webhook that is made once for the whole account: found, made, kept alive. Beside submit; uses its API.
 * Internal.
 */
@NullMarked
package dev.mediahook.register;

import org.jspecify.annotations.NullMarked;
