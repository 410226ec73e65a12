package dev.mediahook.console;

import dev.mediahook.delivery.RawBody;

/**
 * One file of the page.
 *
 * @param etag quoted, as the header has it
 */
record Asset(String contentType, RawBody body, String etag) {}
