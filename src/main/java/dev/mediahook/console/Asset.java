package dev.mediahook.console;

import dev.mediahook.delivery.RawBody;

/**
 * One file of the console's page.
 *
 * @param etag quoted, as in the header
 */
record Asset(String contentType, RawBody body, String etag) {}
