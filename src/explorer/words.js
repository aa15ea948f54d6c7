// What things are called on screen, and what the numbers mean. A name that is not here is shown as it is.

export const typeWords = {
  person: ['Persons', 'person'], country: ['States', 'state'], organization: ['Organisations', 'organisation'],
  group: ['Groups', 'group'], place: ['Places', 'place'], work: ['Works', 'work'], event: ['Events', 'event'], other: ['Others', 'other'],
};

export const layerWords = {
  fact: ['Reported as fact', 'By the word of the outlet, of a participant on itself, or of a third party. Only these weigh.'],
  claimed: ['Claimed', 'Rests on the word of an opponent or of somebody unnamed. Shown pale, counted nowhere.'],
  planned: ['Planned', 'Announced, not yet done.'],
  possible: ['Possible', 'May be, could be, is considered.'],
  denied: ['Denied', 'Said not to be so.'],
  conditional: ['Conditional', 'Would be, if something else were.'],
  context: ['Context', 'Outside the days of this graph.'],
  '': ['Named together', 'Named in the same sentences more often than chance would have it; no act is told. Shown pale, counted nowhere.'],
};

export const relationWords = {
  AGREE: ['Agree', 'a promise, an offer, an accord struck'],
  CONSULT: ['Meet and talk', 'meet, visit, phone, negotiate, mediate'],
  SUPPORT: ['Support', 'backing in words or honours: praise, thanks, recognition'],
  CONCEDE: ['Give way in words', 'an apology, a pardon, a truce announced'],
  COOPERATE: ['Work together', 'trade, joint work, shared intelligence'],
  AID: ['Help', 'money, arms, relief, shelter, training'],
  RETREAT: ['Give way in deeds', 'troops leave, captives go free, an office is given up'],
  REQUEST: ['Ask or demand', 'asking, urging, demanding, ordering'],
  ACCUSE: ['Accuse', 'blame, criticism, charges, lawsuits, investigations'],
  REJECT: ['Reject', 'refusing, ruling out, voting down, calling off'],
  THREATEN: ['Threaten', 'warning of harm or penalties to come'],
  PROTEST: ['Protest', 'civilians demonstrate, strike, riot, block'],
  SANCTION: ['Sanction', 'ties cut or reduced: embargo, expulsion, tariffs'],
  MOBILIZE: ['Mobilise', 'armed force moved, readied or shown'],
  COERCE: ['Coerce', 'force by authority: arrest, ban, seizure, siege'],
  ASSAULT: ['Attack', 'deliberate physical harm: strike, killing, shelling'],
  CO_OCCURS: ['Named together', 'in the same sentences, more often than by chance'],
  HOLDS_OFFICE: ['Holds office', 'a person and the state or body of the office'],
};

export const relationName = (type) => relationWords[type]?.[0] ?? sentenceCase(type.toLowerCase().replaceAll('_', ' '));

export const sentenceCase = (text) => (text ? text[0].toUpperCase() + text.slice(1) : '');

// [name, meaning, digits behind the point or null for whole numbers]
export const columnWords = {
  strength: ['Strength', 'Sum of the weights of its ties: how much it dealt with others, by all that is reported as fact.', 1],
  acts: ['Acts', 'Acts reported as fact in which it takes part.', null],
  betweenness: ['Betweenness', 'Share of all pairs of actors whose shortest paths pass through it: a go-between. A tie is as short as it is strong.', 3],
  pagerank: ['PageRank', 'Standing by the standing of those it deals with. All actors together have 1.', 3],
  harmonic: ['Closeness', 'Harmonic closeness: mean of 1/distance to all others.', 3],
  eigenvector: ['Eigenvector', 'Tied to those who are well tied; the top actor has 1.', 3],
  kcore: ['Core', 'The largest k such that it belongs to a group in which each has k ties within.', null],
  constraint: ['Constraint', 'How much its partners deal with one another: low means a broker between separate circles.', 3],
  degree_out: ['Acts done', 'Acts it did to others; mutual ones count here and there.', null],
  degree_in: ['Acts received', 'Acts others did to it; mutual ones count here and there.', null],
  mentions: ['Mentions', 'How often it is named. Being named is not acting: nothing else rests on this.', null],
  documents: ['Articles', 'Articles that name it.', null],
  origins: ['Independent articles', 'Articles that name it, copies of one another counted once.', null],
  rank_in_type: ['Rank', 'Place by strength among those of its type.', null],
  cooperation: ['Cooperation', 'The part of the weight that comes from friendly acts.', 1],
  conflict: ['Conflict', 'The part of the weight that comes from hostile acts.', 1],
  net: ['Net', 'Cooperation less conflict.', 1],
  weight: ['Weight', 'Sum over distinct acts reported as fact of (1 + log2 of its independent sources) / (participants − 1). One act, one source, two actors: 1.', 2],
  events: ['Acts', 'Distinct acts behind the tie.', null],
  npmi: ['NPMI', 'How much more often named together than by chance, −1 to 1 (Bouma 2009).', 2],
};

export const columnName = (name) => columnWords[name]?.[0] ?? sentenceCase(name.replaceAll('_', ' '));
export const columnMeaning = (name) => columnWords[name]?.[1] ?? '';

/** A number as people read it: short, never more digits than it deserves. */
export function number(value, digits = 2) {
  if (value === null || value === undefined) return '–';
  if (digits === null || Number.isInteger(value)) return String(Math.round(value));
  const text = value.toFixed(digits);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

export const cell = (name, value) => (typeof value === 'number' ? number(value, columnWords[name] ? columnWords[name][2] : 2) : value ?? '–');

const regions = (() => {
  try {
    return new Intl.DisplayNames(['en'], {type: 'region'});
  } catch {
    return null;
  }
})();

/** "CA" → "Canada"; what is no code stays. */
export function countryName(code) {
  if (!regions || !/^[A-Z]{2}$/.test(code ?? '')) return code ?? '';
  try {
    return regions.of(code) ?? code;
  } catch {
    return code;
  }
}

export const nameOf = (who) => (who === null || who === undefined ? '' : typeof who === 'string' ? who : who.label);

/** Whose word an act is, and whether it counts: "says Russia; not counted". Empty for plain fact. */
export function standing(act, claimsCount = false) {
  const by = nameOf(act.by);
  const says = by ? `says ${by}` : act.voice === 'unnamed' ? 'says somebody unnamed' : act.voice === 'outlet' ? '' : `says ${act.voice === 'self' ? 'a participant of itself' : act.voice === 'opponent' ? 'an opponent' : 'a third party'}`;
  const what = {planned: 'planned', possible: 'only possible', denied: 'said not to be so', conditional: 'only under a condition'}[act.layer] ?? '';
  const counted = act.layer === 'fact' || (claimsCount && act.layer === 'claimed') ? '' : 'not counted';
  const own = says && act.voice === 'self' && by ? `${says} of itself` : says;
  return [what, own, counted].filter(Boolean).join('; ');
}

export const plural = (n, one, many = one + 's') => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
