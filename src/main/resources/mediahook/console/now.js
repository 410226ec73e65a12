// What happens now: counts, health, media about to be lost, senders, and the newest events.

import { h, list, put, say, empty, pill } from './dom.js';
import { number, plural, short, span, time } from './format.js';
import { get, jobLink } from './api.js';
import { bars, spark } from './plot.js';
import { online } from './app.js';
import { card } from './sender.js';

const FLOWS = [
  { key: 'accepted', name: 'Accepted', tone: 'accepted', href: '/console/events' },
  { key: 'repeats', name: 'Repeats', tone: 'repeats', href: '/console/events' },
  { key: 'refused', name: 'Refused', tone: 'refused', href: '/console/events?show=refused' },
  { key: 'dead', name: 'Dead', tone: 'dead', href: '/console/events?show=dead' },
  { key: 'stored', name: 'Stored', tone: 'stored', href: '/console/media' },
];

const SOON = 600;
const URGENT = 180;
const MOST_DYING = 7;

export async function now(into, life) {
  const headline = h('p', { class: 'lead', 'aria-live': 'polite' }, 'Looking…');
  const flows = FLOWS.map(flow);
  const plot = bars(FLOWS.filter(one => ['accepted', 'repeats', 'refused'].includes(one.key)).map(one => ({ name: one.name.toLowerCase(), tone: one.tone })), 'Deliveries over time');
  let scale = 'hour';
  let last = null;
  const scales = ['hour', 'day'].map(name => h('button', {
    'aria-pressed': String(name === scale), onclick: () => {
      scale = name;
      scales.forEach(button => button.setAttribute('aria-pressed', String(button.dataset.scale === name)));
      if (last) drawPlot();
    }, 'data-scale': name,
  }, name === 'hour' ? 'Last hour' : 'Last day'));
  const facts = ['Answered within', 'Waiting', 'Oldest waits', 'Dead, all'].map(fact);
  const dying = h('ul', { class: 'dying' });
  const dyingMore = h('span', { class: 'hint' });
  const dyingNone = empty('Nothing is about to be lost', 'No medium that is not stored yet dies within ten minutes.');
  const senders = h('div', { class: 'senders' });
  const off = h('div', { class: 'off' });
  const tail = tailOf(life, () => last);

  put(into,
    h('div', { class: 'title' }, h('div', {}, h('h1', {}, 'Now'), headline), h('span', { class: 'live' }, h('i', { 'aria-hidden': 'true' }), 'Live')),
    h('section', { class: 'flows', 'aria-label': 'Counts of the last hour' }, flows.map(one => one.element)),
    h('section', { class: 'panel', 'aria-label': 'Deliveries' },
      h('div', { class: 'panel-head' }, h('h2', {}, 'Deliveries'),
        h('div', { class: 'legend' }, FLOWS.slice(0, 3).map(one => h('span', {}, h('i', { class: one.tone }), one.name))),
        h('div', { class: 'segments', role: 'group', 'aria-label': 'Time shown' }, scales)),
      plot.element,
      h('dl', { class: 'facts' }, facts.map(one => one.element))),
    h('div', { class: 'halves' },
      h('section', { class: 'panel', 'aria-label': 'Dies within ten minutes' },
        h('div', { class: 'panel-head' }, h('h2', {}, 'Dies within ten minutes'), dyingMore), dying, dyingNone),
      tail.element),
    h('section', { 'aria-label': 'Senders' }, h('h2', { class: 'section' }, 'Senders'), senders, off));

  function drawPlot() {
    const counts = last[scale];
    plot.show({ from: counts.from, seconds: counts.seconds, values: [counts.accepted, counts.repeats, counts.refused] });
  }

  function showSenders(items) {
    list(senders, items.filter(one => one.on), one => one.sender, one => card(one), (element, one) => element.change(one, last));
    const rest = items.filter(one => !one.on);
    const known = off.querySelector('details');
    if (rest.length === 0) put(off);
    else if (!known || known.dataset.names !== rest.map(one => one.sender).join()) {
      put(off, h('details', { 'data-names': rest.map(one => one.sender).join(), open: items.every(one => !one.on) },
        h('summary', {}, `${plural(rest.length, 'sender')} off`), h('div', { class: 'senders' }, rest.map(one => {
          const element = card(one);
          element.change(one, last);
          return element;
        }))));
    }
  }

  let senderItems = [];
  life.every(30, async () => {
    senderItems = (await get('/api/senders', life.signal)).items;
    showSenders(senderItems);
  });
  let said = '';
  let unchanged = 0;
  let turns = 0;
  await life.every(2, async () => {
    // While nothing happens, every other turn is soon enough.
    if (unchanged > 2 && turns++ % 2) return;
    last = await get('/api/overview', life.signal);
    const says = JSON.stringify({ ...last, at: null });
    unchanged = says === said ? unchanged + 1 : 0;
    said = says;
    online();
    flows.forEach((one, i) => one.show(last.hour[FLOWS[i].key]));
    drawPlot();
    const { latency, inbox } = last;
    facts[0].show(latency.p99Millis === null ? '–' : `${number(latency.p99Millis)} ms`, latency.p50Millis === null ? 'nothing came in the last hour' : `99 of 100; half within ${latency.p50Millis} ms`);
    facts[1].show(number(inbox.depth), inbox.depth === 0 ? 'all is done' : `${number(inbox.accepted)} new, ${number(inbox.waiting)} to be retried, ${number(inbox.processing)} under way`);
    facts[2].show(inbox.depth === 0 ? '–' : span(inbox.oldestSeconds), 'since it came');
    facts[3].show(number(inbox.dead), inbox.dead === 0 ? 'nothing was given up' : 'can be replayed', '/console/events?show=dead');
    showDying(last.dying);
    if (senderItems.length) {
      say(headline, sentence(last, senderItems));
      showSenders(senderItems);
    }
  });

  function showDying(items) {
    dyingNone.hidden = items.length > 0;
    say(dyingMore, items.length > MOST_DYING ? `the first ${MOST_DYING} of ${items.length}${items.length === 50 ? ' or more' : ''}` : '');
    list(dying, items.slice(0, MOST_DYING), one => one.eventId, one => {
      const bar = h('i');
      const left = h('b');
      const note = h('small');
      const element = h('li', {}, h('div', {}, h('a', { href: one.jobId ? jobLink(one.sender, one.jobId) : `/console/events?event=${one.eventId}` }, one.jobId ?? one.eventId), left),
        h('div', { class: 'margin', 'aria-hidden': 'true' }, bar), note);
      element.parts = { bar, left, note };
      return element;
    }, (element, one) => {
      const seconds = Math.max(0, (Date.parse(one.deadline) - Date.now()) / 1000);
      element.parts.bar.style.setProperty('width', `${Math.min(100, (seconds / SOON) * 100)}%`);
      element.parts.bar.className = seconds < 60 ? 'bad' : seconds < URGENT ? 'warn' : 'good';
      say(element.parts.left, `${span(Math.round(seconds))} left`);
      say(element.parts.note, `${one.sender} · ${plural(one.attempts, 'try', 'tries')}${one.reason ? ` · last ended with ${one.reason}` : ''}`);
    });
  }
}

function sentence(overview, senders) {
  const on = senders.filter(one => one.on).length;
  const parts = [];
  const urgent = overview.dying.filter(one => Date.parse(one.deadline) - Date.parse(overview.at) < URGENT * 1000).length;
  if (urgent) parts.push(`${plural(urgent, 'event')} must be stored within three minutes`);
  if (overview.inbox.dead) parts.push(`${plural(overview.inbox.dead, 'dead event')} to look at`);
  const refused = overview.hour.refused.reduce((a, b) => a + b, 0);
  if (refused) parts.push(`${plural(refused, 'delivery', 'deliveries')} refused in the last hour`);
  if (!on) return 'No sender is on yet. Set the secret of one, below, and start again.';
  const senderWords = `${plural(on, 'sender')} on. `;
  return parts.length ? `${senderWords}${parts.join(', ')}.` : `${senderWords}All is well: nothing is dead, refused or about to be lost.`;
}

function flow({ name, tone, key, href }) {
  const total = h('b', {}, '–');
  const rate = h('small', {}, ' ');
  const line = spark(tone);
  return {
    element: h('a', { class: `flow ${key}`, href }, h('span', {}, h('i', { class: tone, 'aria-hidden': 'true' }), name), total, line.element, rate),
    show(values) {
      const sum = values.reduce((a, b) => a + b, 0);
      say(total, short(sum));
      say(rate, `${number(values[values.length - 2] ?? 0)} in the last minute`);
      line.show(values);
    },
  };
}

function fact(name) {
  const value = h('dd', { class: 'value' }, '–');
  const note = h('dd', { class: 'note' }, ' ');
  return {
    element: h('div', {}, h('dt', {}, name), value, note),
    show(text, words) {
      say(value, text);
      say(note, words);
    },
  };
}

function tailOf(life, overview) {
  const rows = h('ol', { class: 'tail' });
  const none = empty('Nothing yet', 'Deliveries stand here as they come.');
  let paused = false;
  const button = h('button', { class: 'small', 'aria-pressed': 'false', onclick: () => {
    paused = !paused;
    button.setAttribute('aria-pressed', String(paused));
    say(button, paused ? 'Go on' : 'Pause');
  } }, 'Pause');
  let shown = '';
  let turns = 0;
  life.every(2, async () => {
    if (paused) return;
    // While the counts stay the same, so do the newest events, except for a state now and then.
    const { hour, inbox } = overview() ?? {};
    const counts = JSON.stringify([inbox, hour && FLOWS.map(one => hour[one.key].slice(-2))]);
    if (counts === shown && turns++ < 4) return;
    shown = counts;
    turns = 0;
    const { items } = await get('/api/events?limit=12', life.signal);
    none.hidden = items.length > 0;
    list(rows, items, one => one.eventId, one => {
      const state = h('span', {});
      const element = h('li', {}, h('time', { datetime: one.receivedAt, title: one.receivedAt }, time(one.receivedAt)),
        h('a', { href: one.jobId ? jobLink(one.sender, one.jobId) : `/console/events?event=${one.eventId}` }, one.jobId ?? one.eventId),
        h('span', { class: 'what' }, `${one.sender} · ${one.type ?? 'unreadable'}${one.via === 'poll' ? ' · by polling' : ''}`), state);
      element.state = state;
      return element;
    }, (element, one) => {
      if (element.state.textContent !== one.state) put(element.state, pill(one.state));
    });
  });
  return { element: h('section', { class: 'panel', 'aria-label': 'Newest events' }, h('div', { class: 'panel-head' }, h('h2', {}, 'Newest events'), button), rows, none) };
}
