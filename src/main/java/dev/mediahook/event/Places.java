package dev.mediahook.event;

import dev.mediahook.delivery.JsonLocation;

/**
 * Where one sender's payload keeps what we need.
 *
 * @param eventId the sender's own id of an event; nowhere, where it gives none
 * @param media one URL each; nowhere, where the sender's successes have none
 * @param extras media that a job is whole without
 * @param withoutMedia what stands in a success that has no medium, and tells it from one whose media were not found
 */
record Places(
        JsonLocation eventId,
        JsonLocation jobId,
        JsonLocation status,
        JsonLocation media,
        JsonLocation extras,
        JsonLocation withoutMedia,
        JsonLocation errorCode,
        JsonLocation errorMessage) {}
