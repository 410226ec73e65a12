// What senders say that jobs cost.

import { h, put, empty } from './dom.js';
import { plural } from './format.js';
import { maybe } from './api.js';

const NUMBER = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 4 });
const money = (value, unit) => `${NUMBER.format(value)} ${/^(USD|EUR|credits)$/.test(unit) ? unit : 'of the sender\'s unit'}`;

export async function cost(into, life) {
  const found = await maybe('/api/costs', life.signal);
  const body = !found ? empty('Not known here', 'This program does not add up costs.')
    : !found.items.length ? empty('No sender has told a cost yet', 'Some senders write in their payloads what a job cost. What they write is added up here, by sender and day.')
      : h('div', { class: 'panel flush' }, h('div', { class: 'scroll' }, h('table', { class: 'rows' },
        h('thead', {}, h('tr', {}, ['Day', 'Sender', 'Jobs', 'Paid', 'Of it lost'].map(name => h('th', { scope: 'col' }, name)))),
        h('tbody', {}, found.items.map(one => h('tr', {}, h('td', { class: 'num' }, one.day), h('td', {}, one.sender), h('td', { class: 'num' }, plural(one.jobs, 'job')),
          h('td', { class: 'num' }, money(one.paid, one.unit)), h('td', { class: `num ${one.lost > 0 ? 'lost' : ''}` }, one.lost > 0 ? money(one.lost, one.unit) : '–')))))));
  put(into, h('div', { class: 'title' }, h('div', {}, h('h1', {}, 'Cost'), h('p', { class: 'lead' }, 'As the senders say it. Lost is what was paid for media that could not be had.'))), body);
}
