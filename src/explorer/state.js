// What the reader has chosen. It stands in the address behind '#', so that a view can be kept and sent.
import {dayNumber, dayText} from './days.js';

const defaults = () => ({
  actor: '', tie: '', path: '',       // ids: an actor; a tie's key; "A~B"
  near: 0,                            // only the neighbourhood of the actor: steps, 0 is all
  noType: [], noRelation: [], noLayer: [], community: '',
  min: 0, from: '', to: '',           // weight; days
  color: '', size: '', view: 'graph', table: 'actors', sort: '', theme: '',
});

const isDay = (value) => dayText(dayNumber(value) ?? NaN) === value;
const oneOf = (...words) => (value) => words.includes(value);

/** Addresses are typed and sent by anybody: what a field cannot mean is left out. */
const WORDS = {from: isDay, to: isDay, view: oneOf('graph', 'table'), table: oneOf('actors', 'ties'), theme: oneOf('light', 'dark')};

export class State {
  #listeners = [];
  #written = null;

  constructor() {
    this.now = defaults();
    this.readHash();
    addEventListener('hashchange', () => {
      if (location.hash === this.#written) return;
      this.now = defaults();
      this.readHash();
      this.#tell(new Set(Object.keys(this.now)));
    });
  }

  listen(f) {
    this.#listeners.push(f);
  }

  /** Sets some fields, writes the address, tells who listens which fields changed. */
  set(change) {
    const changed = new Set();
    for (const [key, value] of Object.entries(change))
      if (String(this.now[key]) !== String(value)) {
        this.now[key] = value;
        changed.add(key);
      }
    if (changed.size === 0) return;
    this.#write(changed.has('actor') || changed.has('tie') || changed.has('path'));
    this.#tell(changed);
  }

  reset(keys) {
    const fresh = defaults();
    this.set(Object.fromEntries(keys.map((k) => [k, fresh[k]])));
  }

  isDefault(key) {
    return String(this.now[key]) === String(defaults()[key]);
  }

  readHash() {
    const fresh = defaults();
    for (const part of location.hash.replace(/^#/, '').split('&')) {
      const at = part.indexOf('=');
      if (at < 1) continue;
      let value;
      try {
        value = decodeURIComponent(part.slice(at + 1));
      } catch {
        continue;
      }
      const key = part.slice(0, at);
      if (!Object.hasOwn(fresh, key)) continue;
      if (Array.isArray(fresh[key])) this.now[key] = value ? value.split(',') : [];
      else if (typeof fresh[key] === 'number') this.now[key] = Number.isFinite(+value) ? +value : fresh[key];
      else if (!WORDS[key] || WORDS[key](value)) this.now[key] = value;
    }
  }

  #write(isStep) {
    const fresh = defaults();
    const hash = '#' + Object.entries(this.now).filter(([k, v]) => String(v) !== String(fresh[k]))
      .map(([k, v]) => `${k}=${encodeURIComponent(String(v)).replaceAll('%2C', ',')}`).join('&');
    this.#written = hash === '#' ? '' : hash;
    const address = this.#written || location.pathname + location.search;
    try { // some browsers allow no history for files; then the address just stays
      if (isStep) history.pushState(null, '', address);
      else history.replaceState(null, '', address);
    } catch { /* the page works without */ }
  }

  #tell(changed) {
    for (const f of this.#listeners) f(this.now, changed);
  }
}
