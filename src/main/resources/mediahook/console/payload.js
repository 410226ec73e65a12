// A payload in readable form, beside its bytes as they came.

import { h, put, copy } from './dom.js';
import { bytes as size, moment } from './format.js';
import { maybe, payload } from './api.js';

const MOST_TEXT = 200000;
const MOST_BYTES = 4096;
const TOKENS = /("(?:\\.|[^"\\])*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g;

/** JSON as coloured nodes; anything else as its text. */
export function pretty(body) {
  const text = new TextDecoder().decode(body.subarray(0, MOST_TEXT));
  let shown;
  try {
    shown = JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return [text];
  }
  const nodes = [];
  let at = 0;
  for (const found of shown.matchAll(TOKENS)) {
    if (found.index > at) nodes.push(shown.slice(at, found.index));
    const kind = found[1] ? (found[2] ? 'key' : 'string') : found[3] ? 'number' : 'word';
    nodes.push(h('span', { class: kind }, found[1] ?? found[0]));
    if (found[2]) nodes.push(found[2]);
    at = found.index + found[0].length;
  }
  nodes.push(shown.slice(at));
  return nodes;
}

function hex(body) {
  const lines = [];
  const most = Math.min(body.length, MOST_BYTES);
  for (let at = 0; at < most; at += 16) {
    const row = [...body.subarray(at, at + 16)];
    lines.push(`${at.toString(16).padStart(4, '0')}  ${row.map(one => one.toString(16).padStart(2, '0')).join(' ').padEnd(47)}  ${row.map(one => (one > 31 && one < 127 ? String.fromCharCode(one) : '·')).join('')}`);
  }
  return lines.join('\n') + (body.length > most ? `\n… ${size(body.length - most)} more` : '');
}

/** The headers as they came; those of a poll's answer are not kept. */
async function headers(event, signal) {
  const found = event.via === 'poll' ? null : await maybe(`/api/events/${event.eventId}/headers`, signal);
  if (!found?.items.length) return null;
  return h('details', {}, h('summary', {}, `Headers as they came (${found.items.length})`),
    h('dl', { class: 'headers' }, found.items.map(one => h('div', {}, h('dt', {}, one.name), h('dd', { class: one.value === null ? 'hint' : null }, one.value ?? 'hidden: a signature, or it may be a secret')))));
}

export async function viewer(first, events, signal) {
  const text = h('pre', { class: 'code-block', tabindex: '0', 'aria-label': 'Payload' });
  const plain = h('pre', { class: 'code-block bytes', tabindex: '0', 'aria-label': 'Bytes' });
  const note = h('span', { class: 'hint' });
  const came = h('div', { class: 'came' });
  let event = first;
  const show = async () => {
    const { body, why } = await payload(event.eventId, signal);
    put(text, body ? pretty(body) : why);
    put(plain, body ? hex(body) : '');
    put(came, await headers(event, signal));
    put(note, `${body ? `${size(body.length)}, ` : ''}${event.via === 'poll' ? 'the answer to a poll' : 'as it came'}, ${moment(event.receivedAt)}`);
  };
  const select = h('select', { 'aria-label': 'Event', onchange: () => {
    event = events.find(one => one.eventId === select.value);
    show();
  } }, events.map(one => h('option', { value: one.eventId, selected: one === first }, `${one.type ?? 'unreadable'} · ${one.via} · ${moment(one.receivedAt)}`)));
  await show();
  return h('section', { class: 'panel', 'aria-label': 'Payload' },
    h('div', { class: 'panel-head' }, h('h2', {}, 'Payload'), events.length > 1 && select, note,
      h('button', { class: 'small', onclick: () => copy(`curl -H "Authorization: Bearer $MEDIAHOOK_API_TOKEN" ${location.origin}/api/events/${event.eventId}/payload`) }, 'Copy as curl')),
    h('div', { class: 'beside' }, text, plain), came);
}
