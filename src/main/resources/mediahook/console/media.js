// The wall: stored media, which the browser shows from the stored files themselves.

import { h, put, empty } from './dom.js';
import { bytes, moment, ago } from './format.js';
import { get, query, jobLink, jobPath } from './api.js';
import { choice, endless, params, segments, senders } from './filters.js';
import { why } from './words.js';

const LAST = [['', 'All time', null], ['1h', 'Last hour', 1], ['1d', 'Last day', 24], ['7d', 'Last 7 days', 168], ['30d', 'Last 30 days', 720]];

/** The start of the period that is shown; nothing if all media are shown. */
function since(last) {
  const hours = LAST.find(([value]) => value === last)?.[2];
  return hours ? new Date(Date.now() - hours * 3600000).toISOString() : '';
}

export async function media(into, life) {
  const wall = h('div', { class: 'wall' });
  const none = h('div');
  const again = () => {
    put(wall);
    put(none);
    pages.again();
  };
  const pages = endless(life, async (after, signal) => {
    const { sender, status, show, kind, last } = params();
    const page = await get('/api/jobs' + query({ sender, status: show === 'broken' ? 'failed' : status, from: since(last), limit: 60, after }), signal);
    for (const job of page.items) {
      for (const medium of job.media) {
        if (show === 'broken' ? !medium.location : medium.location && (!kind || medium.contentType?.startsWith(kind))) wall.append(tile(job, medium));
      }
    }
    if (!page.next && !wall.childElementCount) {
      put(none, show === 'broken'
        ? empty('Nothing is broken', 'Every medium that a job promised is stored.')
        : sender || status || kind || last ? empty('No media', 'None fits these filters.')
          : empty('No media yet', 'What jobs make stands here as soon as it is stored.'));
    }
    return page.next;
  });
  put(into,
    h('div', { class: 'title' }, h('div', {}, h('h1', {}, 'Media'), h('p', { class: 'lead' }, 'What was made, as it lies in your store.'))),
    h('div', { class: 'bar' },
      segments('Which media', 'show', [['stored', 'Newest'], ['broken', 'Broken']], again),
      senders(life, again),
      choice('Time', 'last', LAST.map(([value, text]) => [value, text]), again),
      choice('Status', 'status', [['', 'Any status'], ...['completed', 'running', 'failed', 'moderated', 'cancelled'].map(one => [one, one])], again),
      choice('Kind', 'kind', [['', 'All kinds'], ['image/', 'Images'], ['video/', 'Videos'], ['audio/', 'Sound']], again)),
    wall, none, pages.element);
  await pages.again();
}

export function tile(job, medium) {
  const source = `${jobPath(job.sender, job.jobId)}/media/${medium.index}`;
  const kind = (medium.contentType ?? '').split('/')[0];
  return h('a', { class: 'tile', href: jobLink(job.sender, job.jobId), 'aria-label': `${job.sender}, job ${job.jobId}, ${medium.contentType ?? medium.reason ?? 'not stored'}` },
    medium.location ? picture(source, kind, medium) : h('div', { class: 'picture none' }, h('span', {}, why(medium.reason ?? job.error?.code))),
    h('div', { class: 'caption' }, h('b', {}, job.jobId), h('span', {}, job.sender),
      h('small', {}, medium.location ? [size(medium), bytes(medium.size), medium.storedAt && ago(medium.storedAt)].filter(Boolean).join(' · ') : job.completedAt ? moment(job.completedAt) : 'not stored')));
}

const size = medium => [medium.width && medium.height && `${medium.width}×${medium.height}`, medium.durationMillis && `${(medium.durationMillis / 1000).toFixed(1)} s`].filter(Boolean).join(', ');

/** A medium, loaded lazily and muted; plain text if the browser can't show it. */
export function picture(source, kind, medium, large = false) {
  const box = h('div', { class: `picture ${kind}` });
  if (large && medium.width && medium.height) box.style.setProperty('aspect-ratio', `${medium.width} / ${medium.height}`);
  const failed = () => put(box, h('span', {}, medium.contentType ?? 'unknown kind'));
  if (kind === 'video') {
    const video = h('video', { src: `${source}#t=0.1`, preload: 'metadata', muted: true, loop: true, playsinline: true, controls: large, onerror: failed });
    video.muted = true;
    if (!large) {
      box.addEventListener('pointerenter', () => video.play().catch(() => {}));
      box.addEventListener('pointerleave', () => video.pause());
      box.append(h('i', { class: 'play', 'aria-hidden': 'true' }));
    }
    box.prepend(video);
  } else if (kind === 'audio' && large) box.append(h('audio', { src: source, controls: true, preload: 'none', onerror: failed }));
  else if (kind === 'image') box.append(h('img', { src: source, alt: '', loading: 'lazy', decoding: 'async', width: medium.width, height: medium.height, onerror: failed }));
  else failed();
  return box;
}
