// What a sender never sent before.

import { h, put, empty } from './dom.js';
import { moment, number, plural } from './format.js';
import { maybe } from './api.js';

const KINDS = { status: 'Status word', header: 'Header', field: 'Field', host: 'Media host' };

export async function drift(into, life) {
  const found = await maybe('/api/drift', life.signal);
  const body = !found ? empty('Not known here', 'This program does not watch for drift.')
    : !found.items.length ? empty('No drift', 'A status word, header, field or media host that a sender never sent before would stand here.')
      : h('div', { class: 'panel flush' }, h('div', { class: 'scroll' }, h('table', { class: 'rows' },
        h('thead', {}, h('tr', {}, ['What', 'Sender', 'Kind', 'First seen', 'Since then', 'Before that'].map(name => h('th', { scope: 'col' }, name)))),
        h('tbody', {}, found.items.map(one => h('tr', {}, h('td', { class: 'id' }, one.name), h('td', {}, one.sender), h('td', {}, KINDS[one.kind] ?? one.kind),
          h('td', { class: 'num' }, moment(one.firstSeen)), h('td', { class: 'num' }, plural(one.count, 'time')), h('td', {}, `${plural(one.before, 'delivery', 'deliveries')} without it`)))))));
  put(into, h('div', { class: 'title' }, h('div', {}, h('h1', {}, 'Drift'), h('p', { class: 'lead' }, 'What senders began to send, before it breaks something.'))), body);
}
