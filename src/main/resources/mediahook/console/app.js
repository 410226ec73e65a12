// The frame: sign-in, navigation, theme. Each page is a module with one function that fills the frame's middle.

import { h, put, tell } from './dom.js';
import { get, onSignedOut, query, rights, send, jobLink } from './api.js';
import { now } from './now.js';
import { media } from './media.js';
import { jobs } from './jobs.js';
import { job } from './job.js';
import { events } from './events.js';
import { targets } from './targets.js';
import { drift } from './drift.js';
import { cost } from './cost.js';

const PAGES = [
  { path: '/console', name: 'Now', page: now, icon: 'M3 12h4l2.5-7 5 14L17 12h4' },
  { path: '/console/media', name: 'Media', page: media, icon: 'M4 5h16v14H4zM4 15l5-5 4 4 3-3 4 4' },
  { path: '/console/jobs', name: 'Jobs', page: jobs, icon: 'M5 6h14M5 12h14M5 18h9' },
  { path: '/console/events', name: 'Events', page: events, icon: 'M12 4 21 19H3zM12 10v4M12 16.5v.5' },
  { path: '/console/targets', name: 'Targets', page: targets, icon: 'M4 12h12M12 7l5 5-5 5M20 5v14' },
  { path: '/console/drift', name: 'Drift', page: drift, icon: 'M4 17c4 0 4-10 8-10s4 6 8 6' },
  { path: '/console/cost', name: 'Cost', page: cost, icon: 'M12 4v16M16 7.5c-1-1-2.400-1.500-4-1.500-2.200 0-3.800 1-3.800 2.800 0 4 8 2.200 8 6.200 0 2-1.800 3-4.200 3-1.800 0-3.400-.6-4.500-1.800' },
];

let leave = null;

const root = h('div', { id: 'root' });
const toasts = h('div', { id: 'toasts' });
document.body.append(root, toasts);

/** The lifetime of a page: everything that the page started ends when another page comes. */
function life() {
  const stop = new AbortController();
  const timers = new Set();
  return {
    signal: stop.signal,
    /** Runs a task from time to time, never twice at once, and not while the page is hidden. */
    every(seconds, task) {
      const turn = async () => {
        if (stop.signal.aborted) return;
        if (!document.hidden) await task().catch(fault => report(fault));
        if (!stop.signal.aborted) timers.add(setTimeout(turn, seconds * 1000));
      };
      return turn();
    },
    end() {
      stop.abort();
      timers.forEach(clearTimeout);
    },
  };
}

function report(fault) {
  if (fault.name === 'AbortError') return;
  frame?.offline(fault.status === 0 ? fault.message : null);
  if (fault.status !== 0 && fault.status !== 401) tell(fault.message, 'bad');
}

export function go(path, replace = false) {
  history[replace ? 'replaceState' : 'pushState'](null, '', path);
  show();
}

function show() {
  if (!frame) return;
  const here = location.pathname.replace(/\/$/, '') || '/console';
  const parts = here.split('/').slice(2).map(decodeURIComponent);
  const isJob = parts[0] === 'jobs' && parts.length === 3;
  const found = PAGES.find(one => one.path === (isJob ? '/console/jobs' : here)) ?? PAGES[0];
  frame.mark(found);
  document.title = `${isJob ? parts[2] : found.name} · Mediahook`;
  leave?.end();
  leave = life();
  frame.main.scrollTop = 0;
  put(frame.main);
  const page = isJob ? into => job(into, leave, parts[1], parts[2]) : into => found.page(into, leave);
  Promise.resolve(page(frame.main)).catch(fault => {
    if (fault.name === 'AbortError') return;
    if (fault.status === 401) return;
    put(frame.main, h('div', { class: 'empty fault' }, h('strong', {}, 'This page can\'t be shown'), h('p', {}, fault.message),
      h('button', { onclick: show }, 'Try again')));
  });
}

let frame = null;

function build() {
  const main = h('main', { id: 'main', tabindex: '-1' });
  const offline = h('div', { class: 'offline', role: 'status', hidden: true });
  const links = PAGES.map(one => h('a', { href: one.path, class: 'nav' }, icon(one.icon), h('span', {}, one.name)));
  const find = h('input', {
    type: 'search', placeholder: 'Id, or $.path=value', 'aria-label': 'Find a job or event by its id, or by a JSON path and a value', spellcheck: 'false', autocomplete: 'off',
  });
  const form = h('form', { class: 'find', role: 'search', onsubmit: event => { event.preventDefault(); lookFor(find.value.trim()); } }, find, h('kbd', { 'aria-hidden': 'true' }, '/'));
  put(root,
    h('a', { class: 'skip', href: '#main', onclick: event => { event.preventDefault(); main.focus(); } }, 'Skip to content'),
    h('div', { class: 'frame' },
      h('header', { class: 'side' },
        h('a', { class: 'brand', href: '/console', 'aria-label': 'Mediahook, now' }, mark(), h('span', {}, 'Mediahook')),
        form,
        h('nav', { 'aria-label': 'Pages' }, links),
        h('div', { class: 'foot' },
          h('button', { class: 'quiet', onclick: theme, 'aria-label': 'Change between dark and light' }, icon('M12 4a8 8 0 1 0 8 8 6 6 0 0 1-8-8z'), h('span', {}, 'Theme')),
          h('button', { class: 'quiet', onclick: signOut, 'aria-label': 'Sign out' }, icon('M14 4H5v16h9M10 12h11M17.500 8.500 21 12l-3.500 3.500'), h('span', {}, 'Sign out')))),
      h('div', { class: 'stage' }, offline, main)));
  frame = {
    main,
    mark: found => links.forEach((link, i) => {
      if (PAGES[i] !== found) return link.removeAttribute('aria-current');
      link.setAttribute('aria-current', 'page');
      link.scrollIntoView({ block: 'nearest', inline: 'nearest' }); // A phone shows only some links at a time.
    }),
    offline: text => {
      offline.hidden = !text;
      offline.textContent = text ? `${text}. Trying again.` : '';
      root.classList.toggle('away', !!text);
    },
  };
  frame.find = find;
}

export const online = () => frame?.offline(null);

const icon = path => {
  const ns = 'http://www.w3.org/2000/svg';
  const image = document.createElementNS(ns, 'svg');
  image.setAttribute('viewBox', '0 0 24 24');
  image.setAttribute('class', 'icon');
  image.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(ns, 'path');
  line.setAttribute('d', path);
  image.append(line);
  return image;
};

const mark = () => h('img', { src: '/console/icon.svg', alt: '', width: 24, height: 24 });

async function lookFor(text) {
  if (!text) return;
  const open = path => {
    frame.find.value = '';
    go(path);
  };
  try {
    if (/^ev_[0-9a-v]{13}$/.test(text)) return open(`/console/events?event=${text}`);
    const place = text.match(/^(\$[^=]+?)\s*=\s*(.+)$/);
    if (place) return open('/console/events' + query({ path: place[1], value: place[2] }));
    const { jobs: found, events: more } = await get('/api/search' + query({ id: text, limit: 50 }));
    const first = found.find(one => one.jobId === text) ?? (found.length === 1 ? found[0] : null) ?? (found.length ? null : more.find(one => one.jobId));
    if (first) return open(jobLink(first.sender, first.jobId));
    if (found.length) return open('/console/jobs' + query({ job: text }));
    tell(`Nothing here is called ${text}`, 'bad');
  } catch (fault) {
    report(fault);
  }
}

function theme() {
  const dark = document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === 'dark'
    : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'light' : 'dark';
  localStorage.setItem('mediahook-theme', dark ? 'light' : 'dark');
}

async function signOut() {
  await send('DELETE', '/console/session').catch(() => {});
  signIn();
}

function signIn(text) {
  leave?.end();
  leave = null;
  frame = null;
  document.title = 'Sign in · Mediahook';
  const token = h('input', { type: 'password', id: 'token', name: 'token', autocomplete: 'current-password', required: true, 'aria-describedby': 'why' });
  const why = h('p', { id: 'why', class: 'hint', role: 'status' }, text ?? 'The value of mediahook.api.token, or of mediahook.api.read-token to look only. This page does not keep it.');
  const button = h('button', { class: 'main', type: 'submit' }, 'Sign in');
  const begin = async event => {
    event.preventDefault();
    button.disabled = true;
    try {
      rights.steers = (await send('POST', '/console/session', { token: token.value })).steers;
      token.value = '';
      build();
      show();
    } catch (fault) {
      why.textContent = fault.status === 401 ? 'That is not the token.' : fault.message;
      why.classList.add('bad');
      button.disabled = false;
      token.select();
    }
  };
  put(root, h('main', { class: 'sign-in' },
    h('form', { onsubmit: begin }, mark(), h('h1', {}, 'Mediahook'), h('p', { class: 'lead' }, 'A success is not a URL. It is a file you own.'),
      h('label', { for: 'token' }, 'API token'), token, button, why)));
  token.focus();
}

onSignedOut(() => frame && signIn('The session has ended. Sign in again.'));

document.addEventListener('click', event => {
  const link = event.target instanceof Element ? event.target.closest('a[href^="/console"]') : null;
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0 || link.target) return;
  event.preventDefault();
  go(link.getAttribute('href'));
});

document.addEventListener('keydown', event => {
  const typing = event.target instanceof Element && event.target.closest('input, select, textarea');
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !frame) return;
  if (event.key === '/') {
    event.preventDefault();
    frame.find.focus();
  } else if (/^[1-7]$/.test(event.key)) go(PAGES[Number(event.key) - 1].path);
});

addEventListener('popstate', show);

const session = await get('/console/session').catch(() => ({ session: false }));
if (session.session) {
  rights.steers = session.steers;
  build();
  show();
} else signIn();
