// Calls the API with the session's cookie.

export class Fault extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** What the signed-in user may do. */
export const rights = { steers: true };

const listeners = new Set();
export const onSignedOut = listener => listeners.add(listener);

async function call(method, path, options = {}) {
  let answer;
  try {
    answer = await fetch(path, {
      method,
      headers: { 'Mediahook-Console': '1', ...(options.headers ?? {}) },
      body: options.body,
      signal: options.signal,
      credentials: 'same-origin',
    });
  } catch (away) {
    if (away.name === 'AbortError') throw away;
    throw new Fault(0, 'Mediahook does not answer');
  }
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    // A sender's own 401 is passed on with its status, and does not end our session.
    const ended = answer.status === 401 && path.startsWith('/api/') && problem.title !== 'The sender refused';
    if (ended) listeners.forEach(listener => listener());
    throw new Fault(answer.status, problem.detail ?? problem.title ?? problem.error ?? `answered ${answer.status}`);
  }
  return answer;
}

export const get = async (path, signal) => (await call('GET', path, { signal })).json();

/** The payload of an event: its body, or why it can't be shown. */
export async function payload(eventId, signal) {
  try {
    const answer = await call('GET', `/api/events/${eventId}/payload`, { signal });
    return { body: new Uint8Array(await answer.arrayBuffer()) };
  } catch (fault) {
    if ([404, 409, 410].includes(fault.status)) return { why: fault.message };
    throw fault;
  }
}

export const send = async (method, path, value) => {
  const answer = await call(method, path, value === undefined ? {} : {
    body: JSON.stringify(value), headers: { 'Content-Type': 'application/json' },
  });
  return answer.status === 204 ? null : answer.json();
};

/** Gets what only a newer program may answer; null if this one does not. */
export async function maybe(path, signal) {
  try {
    return await get(path, signal);
  } catch (fault) {
    if (fault instanceof Fault && (fault.status === 404 || fault.status === 405)) return null;
    throw fault;
  }
}

export const query = params => {
  const text = new URLSearchParams(Object.entries(params).filter(([, value]) => value !== '' && value != null)).toString();
  return text ? `?${text}` : '';
};

export const jobPath = (sender, jobId) => `/api/jobs/${encodeURIComponent(sender)}/${encodeURIComponent(jobId)}`;
export const jobLink = (sender, jobId) => `/console/jobs/${encodeURIComponent(sender)}/${encodeURIComponent(jobId)}`;
