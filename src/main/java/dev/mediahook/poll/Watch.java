package dev.mediahook.poll;

import java.time.Instant;

/**
 * A job that has not ended yet.
 *
 * @param until when it is given up
 * @param polls how often it was asked after, this time included
 */
record Watch(String sender, String jobId, Instant until, int polls) {}
