// Bars over time, drawn once and then changed in place.

import { h, svg, say } from './dom.js';
import { minute, number } from './format.js';

const HEIGHT = 168;
const BASE = HEIGHT - 20;
const TOP = 10;

/** A plot of stacked bars. series: [{name, tone}], from the axis up. */
export function bars(series, label) {
  const root = svg('svg', { class: 'bars', height: HEIGHT, width: '100%', role: 'img', 'aria-label': label, tabindex: '0' });
  const grid = svg('g', { class: 'grid' });
  const body = svg('g');
  const marker = svg('rect', { class: 'marker', y: TOP - 4, height: BASE - TOP + 4, rx: 3 });
  const axis = svg('g', { class: 'axis' });
  root.append(marker, grid, body, axis);
  const tip = h('div', { class: 'tip', 'aria-hidden': 'true' });
  const spoken = h('div', { class: 'offscreen', 'aria-live': 'polite' });
  const box = h('div', { class: 'plot' }, root, tip, spoken);
  let data = null;
  let chosen = -1;

  const width = () => Math.max(260, box.clientWidth);
  const left = 34;

  function draw() {
    if (!data || !box.clientWidth) return;
    const parts = data.values[0].length;
    const step = (width() - left) / parts;
    const sums = Array.from({ length: parts }, (_, i) => data.values.reduce((sum, one) => sum + one[i], 0));
    const top = nice(Math.max(1, ...sums));
    const y = value => BASE - ((BASE - TOP) * value) / top;
    root.setAttribute('viewBox', `0 0 ${width()} ${HEIGHT}`);
    lines(grid, top, y);
    labels(axis, parts, step);
    const wanted = parts * series.length;
    while (body.childElementCount > wanted) body.lastChild.remove();
    while (body.childElementCount < wanted) body.append(svg('rect'));
    const gap = step > 5 ? Math.min(3, step * 0.28) : 0.6;
    for (let i = 0; i < parts; i++) {
      let below = 0;
      series.forEach((one, s) => {
        const value = data.values[s][i];
        const bar = body.children[i * series.length + s];
        const high = value === 0 ? 0 : Math.max(1.5, y(below) - y(below + value));
        bar.setAttribute('class', one.tone);
        bar.setAttribute('x', left + i * step + gap / 2);
        bar.setAttribute('width', Math.max(0.8, step - gap));
        bar.setAttribute('y', y(below) - high);
        bar.setAttribute('height', high);
        bar.setAttribute('rx', Math.min(1.5, step / 4));
        below += value;
      });
    }
    choose(chosen, false);
  }

  function lines(group, top, y) {
    const values = top === 1 ? [0, 1] : [0, top / 2, top];
    group.replaceChildren(...values.flatMap(value => [
      svg('line', { x1: left, x2: width(), y1: y(value), y2: y(value) }),
      svg('text', { x: left - 8, y: y(value) + 3.5, 'text-anchor': 'end' }, number(value)),
    ]));
  }

  function labels(group, parts, step) {
    const every = Math.ceil(parts / Math.max(3, Math.floor(width() / 130)) / 10) * 10;
    const found = [];
    for (let i = 0; i < parts; i += every) {
      found.push(svg('text', { x: left + i * step, y: HEIGHT - 4 }, minute(startOf(i))));
    }
    group.replaceChildren(...found);
  }

  const startOf = i => Date.parse(data.from) + i * data.seconds * 1000;

  function choose(i, speak = true) {
    const parts = data?.values[0].length ?? 0;
    chosen = i;
    const shown = i >= 0 && i < parts;
    marker.classList.toggle('shown', shown);
    tip.classList.toggle('shown', shown);
    if (!shown) return;
    const step = (width() - left) / parts;
    marker.setAttribute('x', left + i * step);
    marker.setAttribute('width', step);
    const words = series.map((one, s) => [one, data.values[s][i]]);
    tip.replaceChildren(
      h('b', {}, `${minute(startOf(i))}–${minute(startOf(i) + data.seconds * 1000)}`),
      ...words.map(([one, value]) => h('span', {}, h('i', { class: one.tone }), `${one.name} `, h('em', {}, number(value)))));
    const at = left + (i + 0.5) * step;
    tip.style.setProperty('left', `${Math.min(width() - 90, Math.max(90, at))}px`);
    if (speak) say(spoken, `${minute(startOf(i))}: ${words.map(([one, value]) => `${value} ${one.name}`).join(', ')}`);
  }

  root.addEventListener('pointermove', event => {
    if (!data) return;
    const at = event.clientX - root.getBoundingClientRect().left - left;
    const parts = data.values[0].length;
    choose(Math.min(parts - 1, Math.max(0, Math.floor((at / (width() - left)) * parts))), false);
  });
  root.addEventListener('pointerleave', () => choose(-1, false));
  root.addEventListener('blur', () => choose(-1, false));
  root.addEventListener('keydown', event => {
    const parts = data?.values[0].length ?? 0;
    const move = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!move) return;
    event.preventDefault();
    choose(Math.min(parts - 1, Math.max(0, (chosen < 0 ? parts : chosen) + move)));
  });
  new ResizeObserver(draw).observe(box);
  return { element: box, show(next) { data = next; draw(); } };
}

/** A line without axes beside a number. */
export function spark(tone) {
  const line = svg('polyline', { class: tone, points: '' });
  const area = svg('polygon', { class: `${tone} area`, points: '' });
  const element = svg('svg', { class: 'spark', viewBox: '0 0 100 28', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, area, line);
  return {
    element,
    show(values) {
      const top = Math.max(1, ...values);
      const points = values.map((value, i) => `${((i * 100) / (values.length - 1)).toFixed(1)},${(26 - (24 * value) / top).toFixed(1)}`).join(' ');
      line.setAttribute('points', points);
      area.setAttribute('points', `0,28 ${points} 100,28`);
    },
  };
}

function nice(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  const found = [1, 2, 4, 6, 8, 10].find(one => one * power >= value) * power;
  return Math.max(1, found);
}
