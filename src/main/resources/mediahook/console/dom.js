// Makes elements without markup: what a sender wrote becomes text, never a tag, a handler or a style.

const SVG = 'http://www.w3.org/2000/svg';
/** Characters that turn the direction of the text after them. */
const DIRECTIONS = /[\u202A-\u202E\u2066-\u2069]/g;
const plain = text => String(text).replace(DIRECTIONS, '\uFFFD');
const SAFE_LINK = /^(\/|https?:\/\/)/;

/** An element with properties and children. A child that is no node becomes text; null and false are left out. */
export function h(tag, props = {}, ...children) {
  return filled(document.createElement(tag), props, children);
}

export function svg(tag, props = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), props, children);
}

function filled(element, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'text') element.textContent = plain(value);
    else if (name === 'href') { if (SAFE_LINK.test(value)) element.setAttribute('href', value); }
    else if (name === 'width%') element.style.setProperty('width', `${value}%`);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  add(element, children);
  return element;
}

export function add(parent, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    parent.append(child instanceof Node ? child : document.createTextNode(plain(child)));
  }
  return parent;
}

export function put(parent, ...children) {
  parent.replaceChildren();
  return add(parent, children);
}

/** Changes the text only if it differs, so that nothing flickers and no selection is lost. */
export function say(element, text) {
  const wanted = plain(text);
  if (element.textContent !== wanted) element.textContent = wanted;
}

/**
 * Keeps a list on the page in step with its data: an item that stays keeps its element.
 * make(item) gives a new element, and change(element, item) brings one up to date.
 */
export function list(parent, items, key, make, change = () => {}) {
  const known = new Map([...parent.children].map(child => [child.dataset.key, child]));
  let at = parent.firstElementChild;
  for (const item of items) {
    const name = String(key(item));
    let element = known.get(name);
    if (element) known.delete(name);
    else {
      element = make(item);
      element.dataset.key = name;
    }
    change(element, item);
    if (element === at) at = at.nextElementSibling;
    else parent.insertBefore(element, at);
  }
  for (const left of known.values()) left.remove();
}

/** A short message that screen readers speak and other users see for a while. */
export function tell(text, kind = 'good') {
  const box = document.getElementById('toasts');
  const toast = h('div', { class: `toast ${kind}`, role: kind === 'bad' ? 'alert' : 'status' }, text);
  box.append(toast);
  setTimeout(() => toast.remove(), 6000);
}

/** Asks before an action that can't be undone; true if the user confirms. */
export function ask(title, text, yes) {
  return new Promise(answered => {
    const dialog = h('dialog', { 'aria-labelledby': 'ask' }, h('form', { method: 'dialog' }, h('h2', { id: 'ask' }, title), h('p', {}, text),
      h('div', { class: 'actions' }, h('button', { value: '' }, 'Not now'), h('button', { class: 'main', value: 'yes' }, yes))));
    dialog.addEventListener('close', () => {
      answered(dialog.returnValue === 'yes');
      dialog.remove();
    });
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector('.main').focus();
  });
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    tell('Copied');
  } catch {
    const area = h('textarea', { class: 'offscreen' });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
    tell('Copied');
  }
}

export const empty = (title, text, ...more) =>
  h('div', { class: 'empty' }, h('strong', {}, title), text && h('p', {}, text), ...more);

export const pill = word => h('span', { class: `pill ${tone(word)}` }, h('i', { 'aria-hidden': 'true' }), word);

const TONES = {
  completed: 'good', done: 'good', stored: 'good', running: 'busy', processing: 'busy', accepted: 'calm',
  submitted: 'calm', failed: 'bad', dead: 'bad', moderated: 'warn', cancelled: 'calm', refused: 'warn',
};
export const tone = word => TONES[word] ?? 'calm';
