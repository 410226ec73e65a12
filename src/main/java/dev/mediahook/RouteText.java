package dev.mediahook;

/**
 * A route file as it was read.
 *
 * @param location as Camel names resources
 */
record RouteText(String location, String text) {}
