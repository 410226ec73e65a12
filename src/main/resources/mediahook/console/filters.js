// Filters that are kept in the address, so that a link shows another person the same.

import { h } from './dom.js';
import { get } from './api.js';

export const params = () => Object.fromEntries(new URLSearchParams(location.search));

export function address(changes) {
  const all = { ...params(), ...changes };
  const text = new URLSearchParams(Object.entries(all).filter(([, value]) => value)).toString();
  return location.pathname + (text ? `?${text}` : '');
}

/** A choice of one; changed(value) is called, and the address follows. */
export function choice(label, name, options, changed) {
  const chosen = params()[name] ?? '';
  const select = h('select', {
    'aria-label': label, onchange: () => {
      history.replaceState(null, '', address({ [name]: select.value }));
      changed(select.value);
    },
  }, options.map(([value, text]) => h('option', { value, selected: value === chosen }, text)));
  return h('label', { class: 'choice' }, h('span', {}, label), select);
}

/** The choice of a sender. The page does not wait for the senders' names; they are added once they are known. */
export function senders(life, changed) {
  const chosen = params().sender;
  const label = choice('Sender', 'sender', [['', 'All senders'], ...(chosen ? [[chosen, chosen]] : [])], changed);
  const select = label.querySelector('select');
  get('/api/senders', life.signal)
    .then(({ items }) => select.append(...items.filter(one => one.sender !== chosen).map(one => h('option', { value: one.sender }, one.sender))))
    .catch(() => {}); // Whatever fails this request also fails the page's own request, which is reported.
  return label;
}

export function segments(label, name, options, changed) {
  const chosen = params()[name] ?? options[0][0];
  const buttons = options.map(([value, text]) => h('button', {
    type: 'button', 'aria-pressed': String(value === chosen), onclick: () => {
      buttons.forEach((button, i) => button.setAttribute('aria-pressed', String(options[i][0] === value)));
      history.replaceState(null, '', address({ [name]: value === options[0][0] ? '' : value }));
      changed(value);
    },
  }, text));
  return h('div', { class: 'segments', role: 'group', 'aria-label': label }, buttons);
}

/**
 * Loads page after page as the end comes into sight. load(after, signal) shows one page and returns the next one's cursor.
 * If the list begins again, a page that is still loading is dropped, so that none of it appears among the new items.
 */
export function endless(life, load) {
  const end = h('div', { class: 'end', role: 'status' });
  let turn = new AbortController();
  let busy = false;
  let next = '';
  const more = async () => {
    if (busy || next === null || life.signal.aborted) return;
    const own = turn;
    busy = true;
    end.textContent = 'Loading…';
    try {
      const found = (await load(next, own.signal)) ?? null;
      if (own !== turn) return;
      next = found;
      end.textContent = '';
    } catch (fault) {
      if (fault.name === 'AbortError') return;
      next = null;
      end.textContent = fault.message;
    } finally {
      if (own === turn) busy = false;
    }
    if (next !== null && end.getBoundingClientRect().top < innerHeight + 400) more();
  };
  const again = () => {
    turn.abort();
    turn = new AbortController();
    busy = false;
    next = '';
    return more();
  };
  const watch = new IntersectionObserver(seen => seen.some(one => one.isIntersecting) && more(), { rootMargin: '600px' });
  watch.observe(end);
  life.signal.addEventListener('abort', () => {
    watch.disconnect();
    turn.abort();
  });
  return { element: end, again };
}
