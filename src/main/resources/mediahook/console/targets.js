// The targets, the notifications that they did not get, and pausing a target.

import { ask, h, put, empty, tell } from './dom.js';
import { ago, moment, number, plural } from './format.js';
import { get, query, rights, send, jobLink } from './api.js';

const MOST_DEAD = 50;

export async function targets(into, life) {
  const body = h('div', { class: 'groups' });
  let seen = '';
  const refresh = async () => {
    const { items } = await get('/api/targets', life.signal);
    const dead = await Promise.all(items.map(one => (one.dead ? lost(one.name, life.signal) : [])));
    const text = JSON.stringify([items, dead]);
    if (text === seen) return;
    seen = text;
    const open = new Set([...body.querySelectorAll('details[open]')].map(one => one.dataset.name));
    put(body, items.length ? items.map((one, i) => target(one, dead[i], open.has(one.name), refresh))
      : empty('Nobody is told', 'Set mediahook.notify.to to a Camel endpoint, such as https://hooks.example/media, and start again.'));
  };
  put(into, h('div', { class: 'title' }, h('div', {}, h('h1', {}, 'Targets'), h('p', { class: 'lead' }, 'Who is told when a job ends, and what they have not heard.'))), body);
  await life.every(3, refresh);
}

const lost = async (name, signal) => (await get('/api/notifications' + query({ state: 'dead', target: name, limit: MOST_DEAD }), signal)).items;

function target(one, dead, open, refresh) {
  const path = `/api/targets/${encodeURIComponent(one.name)}`;
  const steer = async (button, where, words) => {
    button.disabled = true;
    try {
      await send('POST', where);
      tell(words);
      await refresh();
    } catch (fault) {
      tell(fault.message, 'bad');
    } finally {
      button.disabled = false;
    }
  };
  const act = (where, words) => press => steer(press.currentTarget, where, words);
  const replay = async press => {
    const button = press.currentTarget;
    if (one.dead > 1 && !await ask(`Tell ${one.name} again?`, `${plural(one.dead, 'dead notification')} are sent again, each under its own id.`, 'Replay')) return;
    await steer(button, `${path}/replay`, 'Replayed: it is told again');
  };
  const [word, kind] = one.paused ? ['paused', 'warn'] : one.awaySince ? ['away', 'bad'] : ['listening', 'good'];
  return h('article', { class: 'panel group', 'aria-label': `Target ${one.name}` },
    h('header', {}, h('h2', {}, h('b', {}, one.name)), h('span', { class: `pill ${kind}` }, h('i', { 'aria-hidden': 'true' }), word)),
    h('p', { class: 'mono hint' }, one.uri),
    h('p', { class: 'likely' }, sentence(one)),
    h('p', { class: 'next' }, `Hears of ${one.types.length ? one.types.join(', ') : 'every type'} from ${one.senders.length ? one.senders.join(', ') : 'every sender'}.`),
    rights.steers && h('div', { class: 'actions' },
      one.dead > 0 && h('button', { class: 'main', onclick: replay }, one.dead === 1 ? 'Replay' : `Replay these ${number(one.dead)}…`),
      one.paused ? h('button', { onclick: act(`${path}/resume`, `${one.name} is told again`) }, 'Resume')
        : h('button', { onclick: act(`${path}/pause`, `${one.name} is told nothing until it is resumed`) }, 'Pause')),
    dead.length > 0 && h('details', { open: open || dead.length <= 3, 'data-name': one.name }, h('summary', {}, dead.length < one.dead ? `The newest ${dead.length} dead` : 'Each dead notification'),
      h('ul', { class: 'plain deadlist' }, dead.map(each => h('li', {},
        each.jobId ? h('a', { href: jobLink(each.sender, each.jobId), class: 'id' }, each.jobId) : h('span', { class: 'id' }, each.id),
        h('span', { class: 'hint' }, `${each.type.replace('dev.mediahook.', '')} · ${ago(each.createdAt)} · ${plural(each.attempts, 'try', 'tries')}${each.reason ? ` · ${each.reason}` : ''}`),
        rights.steers && h('button', { class: 'small', 'aria-label': `Replay ${each.id}`, onclick: act(`/api/notifications/${encodeURIComponent(each.id)}/replay${query({ target: one.name })}`, 'Replayed: it is told again') }, 'Replay'))))));
}

const many = count => (count >= 10000 ? 'more than 10,000' : number(count));

function sentence(one) {
  const parts = [one.pending ? `${many(one.pending)} to be told` : 'Nothing waits', one.dead ? `${many(one.dead)} dead` : 'nothing is dead'];
  const away = one.awaySince ? ` It has taken nothing since ${moment(one.awaySince)}${one.reason ? `: ${one.reason}` : ''}.` : '';
  return `${parts.join(', ')}.${one.paused ? ' What it misses waits until it is resumed.' : away}`;
}
