// One job: its timeline, and what the webhook, the status endpoint and the file say, side by side.

import { ask, h, put, empty, pill, tell, copy } from './dom.js';
import { ago, bytes, moment, plural, span } from './format.js';
import { get, maybe, payload, query, rights, send, jobPath } from './api.js';
import { go } from './app.js';
import { picture } from './media.js';
import { decided, why } from './words.js';
import { viewer, pretty } from './payload.js';

const MOST_EVENTS_TOLD = 10;
const MOST_STEPS = 60;
const ENDS = new Set(['completed', 'failed', 'moderated', 'cancelled']);

export async function job(into, life, sender, jobId) {
  const path = jobPath(sender, jobId);
  const head = h('div');
  const line = h('ol', { class: 'line' });
  const sides = h('div', { class: 'sides' });
  const shots = h('div', { class: 'shots' });
  const newestPayload = h('div');
  let seen = '';
  put(into, head, h('section', { class: 'panel', 'aria-label': 'Media' }, h('div', { class: 'panel-head' }, h('h2', {}, 'Media')), shots),
    h('div', { class: 'halves job' },
      h('section', { class: 'panel', 'aria-label': 'Life' }, h('div', { class: 'panel-head' }, h('h2', {}, 'Life')), line),
      h('section', { class: 'panel', 'aria-label': 'Who says what' }, h('div', { class: 'panel-head' }, h('h2', {}, 'Who says what')), sides)),
    newestPayload);

  async function refresh() {
    const found = await get(path, life.signal);
    const text = JSON.stringify(found);
    if (text === seen) return found;
    seen = text;
    put(head, title(found, path, refresh));
    put(shots, media(found, path));
    put(line, story(found, await past(found, life.signal)).map(step));
    await compare(sides, found, life.signal);
    const newest = found.events[found.events.length - 1];
    if (newest && !newestPayload.childElementCount) put(newestPayload, await viewer(newest, found.events, life.signal));
    return found;
  }

  const first = await refresh().catch(fault => eventOf(sender, jobId, fault, life.signal));
  if (!first) return;
  if (!ENDS.has(first.status) || first.events.some(one => one.state !== 'done' && one.state !== 'dead')) life.every(1.5, refresh);
  else life.every(10, refresh);
}

/** An event with an unknown word names a job and makes none: shows the newest such event in place of the job. */
async function eventOf(sender, jobId, fault, signal) {
  if (fault.status !== 404) throw fault;
  const { items } = await get('/api/events' + query({ sender, job: jobId }), signal);
  const event = items.find(one => one.jobId === jobId);
  if (!event) throw fault;
  go(`/console/events?event=${event.eventId}`, true);
}

function title(found, path, refresh) {
  const dead = found.events.filter(one => one.state === 'dead');
  const act = async (method, where, words) => {
    try {
      await send(method, where);
      tell(words);
      await refresh();
    } catch (fault) {
      tell(fault.message, 'bad');
    }
  };
  const last = found.events[found.events.length - 1];
  return h('div', { class: 'title' },
    h('div', {}, h('p', { class: 'crumb' }, h('a', { href: '/console/jobs' }, 'Jobs'), ' / ', h('a', { href: `/console/jobs?sender=${encodeURIComponent(found.sender)}` }, found.sender)),
      h('h1', { class: 'id' }, found.jobId), h('p', { class: 'lead' }, pill(found.status), ' ', found.statusBySender && `The sender says ${found.statusBySender}. `,
        found.error && wrong(found.error))),
    h('div', { class: 'actions' },
      rights.steers && last && h('button', { class: dead.length ? 'main' : '', onclick: () => act('POST', `/api/events/${(dead[dead.length - 1] ?? last).eventId}/replay`, 'Replayed: it is processed again') }, 'Replay'),
      rights.steers && !ENDS.has(found.status) && h('button', { onclick: () => act('PUT', path, 'Watched: it is asked after until it ends') }, 'Watch'),
      rights.steers && !ENDS.has(found.status) && h('button', { onclick: async () => await ask('Cancel this job?', `${found.sender} is asked to stop it.`, 'Cancel the job') && act('DELETE', path, 'Cancelled') }, 'Cancel'),
      h('button', { onclick: () => copy(`curl -H "Authorization: Bearer $MEDIAHOOK_API_TOKEN" '${location.origin}${path.replaceAll("'", '%27')}'`) }, 'Copy as curl')));
}

/** If the message begins with the code, the code is shown only once. */
function wrong({ code, message }) {
  if (!code || !message || message.startsWith(`${code}:`)) return message ?? code;
  return `${code}: ${message}`;
}

function media(found, path) {
  if (!found.media.length) return [empty('No media', ENDS.has(found.status) ? 'The job ended without any.' : 'They stand here as soon as the sender names them.')];
  return found.media.map(medium => {
    const kind = (medium.contentType ?? '').split('/')[0];
    const source = `${path}/media/${medium.index}`;
    return h('figure', {},
      medium.location ? h('a', { href: source, target: '_blank', rel: 'noopener', 'aria-label': `Open medium ${medium.index} in a new tab` }, picture(source, kind, medium, true))
        : h('div', { class: 'picture none' }, h('span', {}, why(medium.reason ?? found.error?.code))),
      h('figcaption', {}, facts([
        ['Kind', medium.contentType], ['Size', medium.size === null ? null : bytes(medium.size)],
        ['Picture', medium.width ? `${medium.width}×${medium.height}` : null],
        ['Length', medium.durationMillis ? span(medium.durationMillis / 1000) : null],
        ['From', medium.sourceHost], ['SHA-256', medium.sha256, 'mono'], ['Stored at', medium.location, 'mono'],
        ['Provenance', medium.c2pa ? `C2PA manifest ${medium.c2pa}` : null],
      ])));
  });
}

const facts = pairs => h('dl', { class: 'pairs' }, pairs.filter(([, value]) => value !== null && value !== undefined)
  .map(([name, value, kind]) => h('div', {}, h('dt', {}, name), h('dd', { class: kind }, value))));

/** The tries at the newest of the job's events. */
async function past(found, signal) {
  const newest = found.events.filter(one => one.attempts > 0).slice(-MOST_EVENTS_TOLD);
  return (await Promise.all(newest.map(one => maybe(`/api/events/${one.eventId}/attempts`, signal)))).flatMap(one => one?.items ?? []);
}

/** For a try that succeeded at once, only its transfers are shown. */
function tried(attempts) {
  const steps = [];
  for (const one of attempts) {
    for (const transfer of one.transfers) {
      const well = transfer.outcome === 'fetched';
      steps.push({ at: transfer.at, what: well ? `Medium ${transfer.index} fetched` : `Medium ${transfer.index} not fetched`, tone: well ? 'busy' : 'warn',
        note: [transfer.host, transfer.answer, !well && transfer.bytes > 0 && `${bytes(transfer.bytes)} had arrived`, `took ${span(transfer.tookMillis / 1000)}`].filter(Boolean).join(' · ') });
    }
    if (one.outcome === 'done' && one.attempt === 1) continue;
    steps.push({ at: new Date(Date.parse(one.at) + one.tookMillis).toISOString(), what: `Try ${one.attempt} ${{ done: 'succeeded', again: 'failed', dead: 'failed for good' }[one.outcome] ?? one.outcome}`, tone: { done: 'good', dead: 'bad' }[one.outcome] ?? 'warn',
      note: [one.detail ?? (one.reason && why(one.reason)), one.nextTryAt && `tried again at ${moment(one.nextTryAt)}`].filter(Boolean).join(' · ') });
  }
  return steps.slice(-MOST_STEPS);
}

/** What happened, oldest first. */
function story(found, attempts) {
  const steps = tried(attempts);
  if (found.submittedAt) steps.push({ at: found.submittedAt, what: 'Submitted', tone: 'calm' });
  for (const one of found.events) {
    steps.push({ at: one.receivedAt, what: `${one.via === 'poll' ? 'A poll found' : 'A webhook said'} ${one.type ?? 'something unreadable'}`,
      tone: one.state === 'dead' ? 'bad' : one.via === 'poll' ? 'calm' : 'busy',
      note: [one.state, one.attempts > 1 && plural(one.attempts, 'try', 'tries'), one.duplicates > 0 && plural(one.duplicates, 'repeat'), one.reason && why(one.reason)].filter(Boolean).join(' · ') });
  }
  for (const one of found.media) {
    if (one.storedAt) steps.push({ at: one.storedAt, what: `Medium ${one.index} stored`, tone: 'good', note: [bytes(one.size), one.fetchMillis !== null && `fetched in ${span(one.fetchMillis / 1000)}`, one.fetches > 1 && plural(one.fetches, 'transfer')].filter(Boolean).join(' · ') });
  }
  if (found.completedAt) steps.push({ at: found.completedAt, what: `Became ${found.status}`, tone: { completed: 'good', failed: 'bad', moderated: 'warn' }[found.status] ?? 'calm', note: found.error?.code });
  return steps.sort((a, b) => a.at.localeCompare(b.at)).map((one, i, all) => ({ ...one, after: i ? (Date.parse(one.at) - Date.parse(all[0].at)) / 1000 : null }));
}

const step = one => h('li', { class: one.tone }, h('time', { datetime: one.at, title: one.at }, moment(one.at), one.after !== null && h('small', {}, `+${span(one.after)}`)), h('div', {}, h('b', {}, one.what), one.note && h('small', {}, one.note)));

async function compare(into, found, signal) {
  const newest = via => found.events.filter(one => one.via === via).pop();
  const said = async (name, event, none) => {
    if (!event) return side(name, null, h('p', { class: 'hint' }, none));
    const { body, why: missing } = await payload(event.eventId, signal);
    if (!body) return side(name, event.type, h('p', { class: 'hint' }, missing));
    return side(name, event.type, h('pre', { class: 'code-block short', tabindex: '0', 'aria-label': `${name}: payload` }, pretty(body)));
  };
  const stored = found.media.filter(one => one.location);
  const [webhook, poll] = await Promise.all([
    said('The webhook', newest('webhook'), 'No webhook has come.'),
    said('The status endpoint', newest('poll'), 'It was not asked, or said nothing new.')]);
  put(into, webhook, poll,
    side('The file', stored.length ? plural(stored.length, 'medium', 'media') : null, stored.length
      ? h('ul', { class: 'plain' }, stored.map(one => h('li', {}, [one.contentType, one.width && `${one.width}×${one.height}`, bytes(one.size)].filter(Boolean).join(', '))))
      : h('p', { class: 'hint' }, 'Nothing is stored.')),
    h('p', { class: 'rule' }, decided(found)));
}

const side = (name, word, ...more) => h('div', { class: 'say' }, h('h3', {}, name), word && h('b', {}, word), more);
