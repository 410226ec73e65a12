// All jobs, newest first.

import { h, put, empty, pill } from './dom.js';
import { moment, plural } from './format.js';
import { get, query, jobLink } from './api.js';
import { choice, endless, params, senders } from './filters.js';

/** Columns that a phone shows elsewhere, or not at all. */
const WIDE = new Set(['Sender', 'Media']);
const STATUSES = ['submitted', 'running', 'completed', 'failed', 'moderated', 'cancelled'];

export async function jobs(into, life) {
  const rows = h('tbody');
  const table = h('table', { class: 'rows' }, h('thead', {}, h('tr', {}, ['Job', 'Sender', 'Status', 'Media', 'When'].map(name => h('th', { scope: 'col', class: WIDE.has(name) ? 'wide' : null }, name)))), rows);
  const none = h('div');
  const again = () => {
    put(rows);
    put(none);
    pages.again();
  };
  const pages = endless(life, async (after, signal) => {
    const { sender, status, job } = params();
    const page = await get('/api/jobs' + query({ sender, status, job, limit: 60, after }), signal);
    page.items.forEach(job => rows.append(row(job)));
    table.hidden = !rows.childElementCount;
    if (!rows.childElementCount) put(none, empty('No jobs', sender || status || job ? 'None fits these filters.' : 'A job stands here from its first webhook, or from when it is submitted.'));
    return page.next;
  });
  put(into,
    h('div', { class: 'title' }, h('div', {}, h('h1', {}, 'Jobs'), h('p', { class: 'lead' }, params().job ? `Whose ids begin with ${params().job}.` : 'Newest first.'))),
    h('div', { class: 'bar' },
      senders(life, again),
      choice('Status', 'status', [['', 'Any status'], ...STATUSES.map(one => [one, one])], again)),
    h('div', { class: 'panel flush' }, table), none, pages.element);
  await pages.again();
}

function row(job) {
  const at = job.completedAt ?? job.submittedAt;
  const stored = job.media.filter(one => one.location).length;
  return h('tr', {},
    h('td', { class: 'id' }, h('a', { href: jobLink(job.sender, job.jobId) }, job.jobId), h('small', { class: 'narrow' }, job.sender)),
    h('td', { class: 'wide' }, job.sender),
    h('td', {}, pill(job.status), job.error?.code && h('small', { class: 'code' }, job.error.code)),
    h('td', { class: 'num wide' }, job.media.length ? `${stored} of ${job.media.length}` : '–'),
    h('td', { class: 'num' }, at ? h('time', { datetime: at, title: at }, moment(at)) : '–'));
}
