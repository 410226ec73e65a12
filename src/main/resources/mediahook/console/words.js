// What the reasons of dead events mean, and what to do about them.

const REASONS = {
  url_expired: ['The medium\'s URL had died', 'Replay if an API key is set, so that a fresh URL can be asked for. Else ask the sender for the job again.'],
  fetch_failed: ['The media host was away for too long', 'Replay.'],
  truncated: ['Every transfer of the medium broke off', 'Replay.'],
  host_refused: ['The medium lies at a host that is not allowed', 'Add the host to mediahook.{sender}.media-hosts, then replay.'],
  address_refused: ['The medium\'s URL leads into a private network', 'Nothing, or mediahook.media.allow-addresses.'],
  scheme_refused: ['The medium\'s URL is not https', 'Look at the payload.'],
  url_refused: ['The medium\'s URL is malformed', 'Look at the payload.'],
  too_many_redirects: ['The medium\'s URL leads on more than three times', 'Look at the payload.'],
  not_media: ['The URL gave something that is no image, video or audio', 'Replay, or ask the sender.'],
  no_media: ['A success that names no medium', 'Replay if an API key is set. Else ask the sender.'],
  too_large: ['Larger than mediahook.media.max-bytes, or too many media', 'Raise the limit, then replay.'],
  store_failed: ['The store could not be written', 'Repair the store, then replay: what was fetched is kept for a day.'],
  unconfirmed: ['The sender\'s status endpoint does not say so too', 'Look at the sender: the webhook may be forged.'],
  unknown_job: ['The sender does not know the job', 'Look at the sender: the webhook may be forged.'],
  unverified: ['No step of the route has verified the delivery', 'Add a verifying step to routes/{sender}.camel.yaml, then replay.'],
  misrouted: ['The route sent the event where its status word does not belong', 'Correct routes/{sender}.camel.yaml, then replay.'],
  payload_damaged: ['The kept payload has changed on the disk', 'Have the sender repeat it: that replaces the payload.'],
  unreadable: ['The payload has another shape than is mapped', 'Correct the sender\'s mapping, then replay.'],
  route_failed: ['A step of the route failed', 'The log names the step. Correct it, then replay.'],
  unknown_status: ['A status word that the route does not know', 'Add the word to the route, then replay.'],
};

export const why = reason => REASONS[reason]?.[0] ?? reason ?? 'No reason is known';
export const next = (reason, sender) => (REASONS[reason]?.[1] ?? 'Look at the log, then replay.').replace('{sender}', sender);

const RULE = 'submitted < running < failed < cancelled < moderated < completed';
export function decided(job) {
  if (job.error?.code && REASONS[job.error.code] && job.status === 'failed') return `The sender said ${job.statusBySender ?? 'it was done'}, but the media could not be had (${job.error.code}), so the job is failed until a replay gets them.`;
  if (job.status === 'submitted') return 'Nothing has been heard of it yet.';
  return `${job.status} is the highest status that its events gave it: ${RULE}. The order in which they came does not matter.`;
}
