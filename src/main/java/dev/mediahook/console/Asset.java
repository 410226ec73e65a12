package dev.mediahook.console;

/**
 * One file of the page.
 *
 * @param etag quoted, as the header has it
 */
record Asset(String contentType, byte[] bytes, String etag) {}
