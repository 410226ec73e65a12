// One sender: whether it is on, how its webhooks come, and what to do about it.

import { h, put, say } from './dom.js';
import { ago, number, plural, span } from './format.js';

export function card(first) {
  const body = h('div', { class: 'sender-body' });
  const element = h('article', { class: `sender ${first.on ? 'on' : 'is-off'}` },
    h('header', {}, h('h3', {}, first.sender), h('span', { class: `pill ${first.on ? 'good' : 'calm'}` }, h('i', { 'aria-hidden': 'true' }), first.on ? 'on' : 'off')), body);
  let seen = '';
  element.change = (one, overview) => {
    const refused = (overview?.refusals ?? []).filter(group => group.sender === one.sender);
    const text = JSON.stringify([one, refused.map(group => [group.cause, group.count]), Math.floor(Date.now() / 10000)]);
    if (text === seen) return;
    seen = text;
    put(body, ...(one.on ? running(one, refused) : step(one)));
  };
  return element;
}

function running(one, refused) {
  const count = refused.reduce((sum, group) => sum + group.count, 0);
  return [
    h('dl', { class: 'pairs' },
      h('div', {}, h('dt', {}, 'Last accepted'), h('dd', {}, one.lastAccepted ? ago(one.lastAccepted) : 'never')),
      h('div', {}, h('dt', {}, 'Last refused'), h('dd', {}, one.lastRefused ? ago(one.lastRefused) : 'never'))),
    ...arrivals(one),
    count > 0 && h('a', { class: 'warning', href: `/console/events?show=refused&sender=${encodeURIComponent(one.sender)}` },
      `${plural(count, 'delivery', 'deliveries')} refused. See why`),
    one.webhooks.failedInARow > 0 && h('p', { class: 'warning' }, `${plural(one.webhooks.failedInARow, 'failure')} in a row, as the sender counts: it switches the webhook off when there are too many.`),
    !one.asked && h('p', { class: 'hint' }, 'Set ', h('code', {}, `mediahook.${one.sender}.api-key`), ' to have it asked when a webhook does not come.'),
  ];
}

/** Expected webhooks against arrived ones, and when they came. */
function arrivals({ webhooks }) {
  if (!webhooks.expected) return [h('p', { class: 'hint' }, 'No job that was submitted here has ended yet.')];
  const share = (webhooks.arrived / webhooks.expected) * 100;
  const { p50, p95, p99 } = webhooks.secondsFromSubmitting;
  return [
    h('div', { class: 'meter', role: 'img', 'aria-label': `${webhooks.arrived} of ${webhooks.expected} webhooks arrived` }, h('i', { class: 'good', 'width%': share }), h('i', { class: 'warn', 'width%': 100 - share })),
    h('p', { class: 'hint' }, `${number(webhooks.arrived)} of ${number(webhooks.expected)} webhooks arrived`,
      webhooks.foundByPollingAlone ? `, ${number(webhooks.foundByPollingAlone)} found by polling alone` : ''),
    p50 !== null && h('p', { class: 'ladder' }, ['half', p50, '95 of 100', p95, '99 of 100', p99].map((part, i) => (i % 2 ? h('b', {}, span(part)) : h('span', {}, part)))),
  ].filter(Boolean);
}

function step(one) {
  const property = (one.why ?? '').split(' ')[0];
  const name = property.startsWith('mediahook.') ? property : `mediahook.${one.sender}.webhook-secret`;
  const path = `${location.origin}/webhooks/${one.sender}${name.endsWith('token') ? '/{token}' : ''}`;
  return [
    h('p', { class: 'hint' }, `${one.why ?? 'It is off'}.`),
    h('ol', { class: 'steps' },
      h('li', {}, 'Give the sender this address: ', h('code', {}, path)),
      h('li', {}, 'Set ', h('code', {}, `${name}=…`), ' in application.properties, or ', h('code', {}, name.toUpperCase().replace(/[.-]/g, '_'))),
      h('li', {}, 'Start Mediahook again')),
  ];
}
