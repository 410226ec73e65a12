/** The console's page and its sign-in. Serves files and a cookie, and shows nothing that the API does not. Internal. */
@NullMarked
package dev.mediahook.console;

import org.jspecify.annotations.NullMarked;
