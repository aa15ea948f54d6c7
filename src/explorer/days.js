// Days as whole numbers since 1970-01-01, without time zones, and how people read them.

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

export function dayNumber(text) {
  const match = /^(-?\d{1,6})-(\d\d)-(\d\d)$/.exec(text ?? '');
  if (!match) return null;
  const time = Date.UTC(+match[1], +match[2] - 1, +match[3]);
  return Number.isFinite(time) ? Math.round(time / 86400000) : null;
}

export function dayText(number) {
  const d = new Date(number * 86400000);
  return Number.isNaN(d.getTime()) ? '' : d.toISOString().slice(0, 10);
}

/** "24 August 2025"; of a month or year what is known: "August 2025", "2025", "week 34 of 2025". */
export function sayDate(text, short = false) {
  const match = /^(\d+)(?:-W(\d+)|-(\d\d)(?:-(\d\d))?)?$/.exec(text ?? '');
  if (!match) return '';
  const [, year, week, month, day] = match;
  if (week) return `week ${+week} of ${year}`;
  if (!month) return year;
  const name = MONTHS[month - 1] ?? '';
  return [day && String(+day), short ? name.slice(0, 3) : name, year].filter(Boolean).join(' ');
}

/** "4–29 August 2025" */
export function sayRange(first, last) {
  if (!first || !last || first === last) return sayDate(first || last);
  const a = first.split('-'), b = last.split('-');
  if (a[0] !== b[0]) return `${sayDate(first)} – ${sayDate(last)}`;
  if (a[1] !== b[1]) return `${+a[2]} ${MONTHS[a[1] - 1]} – ${sayDate(last)}`;
  return `${+a[2]}–${sayDate(last)}`;
}

/** Bars for a histogram: at most `most` of them, each a day, a week (from Monday), a month or a year. */
export function bins(first, last, most) {
  for (const grain of ['day', 'week', 'month', 'year']) {
    const starts = [];
    for (let at = floor(first, grain); at <= last && starts.length <= most; at = next(at, grain)) starts.push(at);
    if (starts.length <= most || grain === 'year') {
      starts.push(next(starts[starts.length - 1], grain));
      return {grain, starts};
    }
  }
}

function floor(day, grain) {
  if (grain === 'day') return day;
  if (grain === 'week') return day - ((((day + 3) % 7) + 7) % 7);
  const d = new Date(day * 86400000);
  return Math.round(Date.UTC(d.getUTCFullYear(), grain === 'month' ? d.getUTCMonth() : 0, 1) / 86400000);
}

function next(start, grain) {
  if (grain === 'day') return start + 1;
  if (grain === 'week') return start + 7;
  const d = new Date(start * 86400000);
  return Math.round(Date.UTC(d.getUTCFullYear() + (grain === 'year' ? 1 : 0), d.getUTCMonth() + (grain === 'month' ? 1 : 0), 1) / 86400000);
}
