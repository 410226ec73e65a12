// Events by reason, and refusals by likely cause.

import { ask, h, put, empty, pill, tell } from './dom.js';
import { ago, moment, number, plural } from './format.js';
import { get, maybe, query, rights, send, jobLink } from './api.js';
import { endless, params, segments, senders } from './filters.js';
import { viewer } from './payload.js';
import { next, why } from './words.js';

export async function events(into, life) {
  const body = h('div');
  let inner = new AbortController();
  const again = () => {
    inner.abort();
    inner = new AbortController();
    const own = { ...life, signal: inner.signal };
    return show(body, own, again);
  };
  life.signal.addEventListener('abort', () => inner.abort());
  put(into,
    h('div', { class: 'title' }, h('div', {}, h('h1', {}, 'Events'), h('p', { class: 'lead' }, 'What came, what was given up, and what was not let in.'))),
    h('div', { class: 'bar' },
      segments('Which events', 'show', [['all', 'All'], ['dead', 'Dead'], ['refused', 'Refused']], again),
      senders(life, again)), body);
  await again();
}

function show(into, life, again) {
  const { show: kind, event, path, value } = params();
  if (path && value) return holding(into, life, path, value);
  if (event) return one(into, life, event, again);
  return kind === 'refused' ? refused(into, life) : kind === 'dead' ? dead(into, life, again) : all(into, life, {});
}

async function refused(into, life) {
  const { sender } = params();
  const [overview, single] = await Promise.all([get('/api/overview', life.signal), get('/api/rejections', life.signal)]);
  const groups = overview.refusals.filter(one => !sender || one.sender === sender);
  if (!groups.length) return put(into, empty('Nothing was refused', 'Deliveries that are not verified, too large or empty would stand here, with the likely cause.'));
  return put(into, h('div', { class: 'groups' }, groups.map(group => h('article', { class: 'panel group' },
    h('header', {}, h('h2', {}, h('b', {}, group.sender), ` ${plural(group.count, 'delivery', 'deliveries')} refused`), h('span', { class: 'pill warn' }, h('i', { 'aria-hidden': 'true' }), group.cause)),
    h('p', { class: 'likely' }, group.likely),
    h('p', { class: 'next' }, h('b', {}, 'Next: '), group.next),
    h('p', { class: 'hint' }, group.count > 1 ? `From ${moment(group.first)} to ${moment(group.last)}.` : `At ${moment(group.last)}.`),
    h('details', {}, h('summary', {}, 'Each delivery'), table(['When', 'Bytes', 'SHA-256', 'Detail'],
      single.items.filter(one => one.sender === group.sender && one.cause === group.cause).slice(0, 50)
        .map(one => [moment(one.at), number(one.bytes), h('code', {}, one.sha256 ? one.sha256.slice(0, 16) : '–'), one.detail ?? '–'])))))));
}

const table = (names, rows) => h('div', { class: 'scroll' }, h('table', { class: 'rows' }, h('thead', {}, h('tr', {}, names.map(name => h('th', { scope: 'col' }, name)))), h('tbody', {}, rows.map(row => h('tr', {}, row.map(cell => h('td', {}, cell)))))));

async function dead(into, life, again) {
  const { sender } = params();
  const { items, next: more } = await get('/api/events' + query({ state: 'dead', sender, limit: 500 }), life.signal);
  if (!items.length) return put(into, empty('No event is dead', 'What is given up, because its media could not be had or it can\'t be read, stands here and can be replayed.'));
  const groups = new Map();
  for (const event of items) {
    const key = `${event.sender} ${event.reason}`;
    groups.set(key, [...(groups.get(key) ?? []), event]);
  }
  return put(into, more && h('p', { class: 'hint' }, 'The newest 500.'), h('div', { class: 'groups' }, [...groups.values()].map(group => deadGroup(group, again))));
}

function deadGroup(group, again) {
  const { sender, reason } = group[0];
  return h('article', { class: 'panel group' },
    h('header', {}, h('h2', {}, h('b', {}, sender), ` ${plural(group.length, 'dead event')}`), h('span', { class: 'pill bad' }, h('i', { 'aria-hidden': 'true' }), reason ?? 'unknown')),
    h('p', { class: 'likely' }, `${why(reason)}.`), h('p', { class: 'next' }, h('b', {}, 'Next: '), next(reason, sender)),
    rights.steers && h('div', { class: 'actions' }, h('button', { class: 'main', onclick: () => replayAll(group, again) }, group.length === 1 ? 'Replay' : `Replay these ${group.length}…`)),
    h('details', { open: group.length > 1 && group.length <= 3 }, h('summary', {}, 'Each event'), list(group, again)));
}

function list(group, again) {
  return h('ul', { class: 'plain deadlist' }, group.slice(0, 100).map(event => h('li', {},
    h('a', { href: event.jobId ? jobLink(event.sender, event.jobId) : `/console/events?event=${event.eventId}`, class: 'id' }, event.jobId ?? event.eventId),
    h('span', { class: 'hint' }, `${event.type ?? 'unreadable'} · ${ago(event.receivedAt)} · ${plural(event.attempts, 'try', 'tries')}`),
    rights.steers && h('button', { class: 'small', 'aria-label': `Replay ${event.eventId}`, onclick: press => replayOne(press.currentTarget, event, again) }, 'Replay'))));
}

async function replayOne(button, event, again) {
  button.disabled = true;
  try {
    await send('POST', `/api/events/${event.eventId}/replay`);
    tell('Replayed: it is processed again');
    setTimeout(again, 1500);
  } catch (fault) {
    button.disabled = false;
    tell(fault.message, 'bad');
  }
}

/** Replays one event at once; for several, asks for their number first. */
async function replayAll(group, again) {
  const { sender, reason } = group[0];
  try {
    if (group.length > 1) {
      const text = query({ state: 'dead', sender, reason: reason ?? '' });
      const counted = await send('POST', `/api/events/replay${text}&dry-run=true`);
      if (!await ask(`Replay ${plural(counted.matching, 'event')}${counted.partial ? ' or more' : ''}?`, `All dead events of ${sender} with the reason ${reason} are processed again. No effect is doubled.${counted.skipped ? ` Of ${number(counted.skipped)} more the payload is deleted.` : ''}`, 'Replay')) return;
      await send('POST', `/api/events/replay${text}&background=true`);
    } else await send('POST', `/api/events/${group[0].eventId}/replay`);
    tell('Replayed: processed again');
    setTimeout(again, 1500);
  } catch (fault) {
    tell(fault.message, 'bad');
  }
}

const NAMES = ['When', 'Event', 'Sender', 'Word', 'State', 'Tries'];

/** The events whose payloads contain a value. */
async function holding(into, life, path, value) {
  put(into, h('p', { class: 'hint', role: 'status' }, 'Looking into the payloads…'));
  const { sender } = params();
  const { events: found, partial } = await get('/api/search' + query({ path, value, sender, limit: 100 }), life.signal);
  const words = found.length ? plural(found.length, 'event') : 'No event';
  put(into, h('div', { class: 'stack' }, h('div', { class: 'title' }, h('h2', {}, `${words} with ${path} = ${value}`), h('a', { class: 'button', href: '/console/events' }, 'All events')),
    partial && h('p', { class: 'hint' }, 'Not everything that is kept was looked at: there may be more.'),
    found.length ? h('div', { class: 'panel flush' }, h('table', { class: 'rows' }, h('thead', {}, h('tr', {}, NAMES.map(name => h('th', { scope: 'col' }, name)))), h('tbody', {}, found.map(row)))) : empty('Nothing found', 'The path and the value have to be written as in the payload.')));
}

const row = event => h('tr', {},
  h('td', { class: 'num' }, h('time', { datetime: event.receivedAt, title: event.receivedAt }, moment(event.receivedAt))),
  h('td', { class: 'id' }, h('a', { href: event.jobId ? jobLink(event.sender, event.jobId) : `/console/events?event=${event.eventId}` }, event.jobId ?? event.eventId)),
  h('td', {}, event.sender), h('td', {}, event.type ?? '–'), h('td', {}, pill(event.state), event.reason && h('small', { class: 'code' }, event.reason)), h('td', { class: 'num' }, number(event.attempts)));

function all(into, life) {
  const rows = h('tbody');
  const none = h('div');
  const pages = endless(life, async (after, signal) => {
    const { sender } = params();
    const page = await get('/api/events' + query({ sender, limit: 60, after }), signal);
    page.items.forEach(event => rows.append(row(event)));
    if (!rows.childElementCount) put(none, empty('Nothing yet', 'Deliveries stand here as they come.'));
    else panel.hidden = false;
    return page.next;
  });
  const panel = h('div', { class: 'panel flush', hidden: true }, h('table', { class: 'rows' }, h('thead', {}, h('tr', {}, NAMES.map(name => h('th', { scope: 'col' }, name)))), rows));
  put(into, panel, none, pages.element);
  return pages.again();
}

async function one(into, life, id, again) {
  const event = await maybe(`/api/events/${id}`, life.signal) ?? { eventId: id, sender: '', type: null, via: 'webhook', receivedAt: new Date().toISOString(), attempts: 0 };
  const button = h('button', { class: 'main', onclick: () => replayOne(button, event, () => again()) }, 'Replay');
  put(into, h('div', { class: 'stack' }, h('div', { class: 'title' }, h('h2', { class: 'id' }, id), h('div', { class: 'actions' }, rights.steers && button, h('a', { class: 'button', href: '/console/events' }, 'All events'))), await viewer(event, [event], life.signal)));
}
