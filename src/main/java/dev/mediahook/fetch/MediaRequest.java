package dev.mediahook.fetch;

/**
 * One medium to fetch.
 *
 * @param url as the sender wrote it
 * @param partKey names what has arrived of it, so that a later try can go on from there
 */
public record MediaRequest(String url, HostPatterns hosts, String partKey) {}
