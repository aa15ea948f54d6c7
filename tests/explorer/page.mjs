// Drives the explorer's pages in Chromium: node page.mjs CHROMIUM FOLDER. Prints "ok SENTENCE" or
// "not ok SENTENCE: why" for each test, "done" at the end; pictures to look at stay in the folder.
import assert from 'node:assert/strict';
import {existsSync, mkdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import puppeteer from 'puppeteer-core';

const [chromium, folder] = process.argv.slice(2);
const FLAGS = ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-background-networking'];
const tests = [];
const test = (name, ...rest) => tests.push({name, run: rest.pop(), ...rest[0]});

/** What a page did that it should not: errors, and requests for anything but itself. */
async function open(browser, file, hash = '', {dark = false, width = 1440, height = 900} = {}) {
  const page = await browser.newPage(), address = pathToFileURL(join(folder, file)).href;
  page.wrong = [];
  page.on('console', (m) => page.wrong.push(`console ${m.type()}: ${m.text()}`));
  page.on('pageerror', (e) => page.wrong.push(`error: ${e.stack ?? e}`));
  page.on('dialog', (d) => { page.wrong.push('a dialog'); d.dismiss(); });
  page.on('request', (r) => { if (r.url().split('#')[0] !== address && !r.url().startsWith('data:image/svg')) page.wrong.push(`request: ${r.url()}`); });
  await page.setViewport({width, height});
  await page.emulateMediaFeatures([{name: 'prefers-reduced-motion', value: 'reduce'}, {name: 'prefers-color-scheme', value: dark ? 'dark' : 'light'}]);
  await page.goto(address + (hash && '#' + hash));
  await page.waitForSelector('.ready', {timeout: 60000});
  return page;
}

const text = (page, selector) => page.$eval(selector, (e) => e.innerText);
const texts = (page, selector) => page.$$eval(selector, (all) => all.map((e) => e.innerText));
const card = (page) => text(page, '.card h2');
const hash = (page) => page.evaluate(() => decodeURIComponent(location.hash));
const shownTies = async (page) => {
  await page.evaluate(() => { if (document.documentElement.dataset.view !== 'table') dispatchEvent(new KeyboardEvent('keydown', {key: 't'})); });
  return Number((await texts(page, '.tabs button'))[1].replace(/\D/g, ''));
};
const picture = (page, name) => page.screenshot({path: join(folder, name)});

/** Where a tie of the strongest list, or an actor, is drawn: asked by hovering over a grid of points. */
async function pointOf(page, wanted, below = 20) {
  const box = await (await page.$('.stage')).boundingBox();
  for (let y = below; y < box.height - 20; y += 9)
    for (let x = 20; x < box.width - 20; x += 9) {
      await page.mouse.move(box.x + x, box.y + y);
      const tip = await page.$eval('.tip', (e) => (e.hidden ? '' : e.innerText));
      if (!wanted(tip)) continue;
      await new Promise((done) => setTimeout(done, 100)); // a busy machine tells late: is it still so?
      if (wanted(await page.$eval('.tip', (e) => (e.hidden ? '' : e.innerText)))) return [box.x + x, box.y + y];
    }
  return null;
}

test('the first sight has a title, what was read, who leads, and how to read it', async (open) => {
  const page = await open('ties.html');
  assert.match(await page.title(), /^Who deals with whom, \d/);
  assert.match(await text(page, '.top p'), /^\d+ articles .* from \d+ outlets.* · \d+ actors and \d+ ties$/);
  assert.match(await text(page, '.hint'), /cooperation.*conflict.*pale: only claimed/);
  assert.ok((await texts(page, '.leader')).length > 8);
  await picture(page, 'ties.png');
  return page;
});

test('search finds by alias and without accents, with keys alone', async (open) => {
  const page = await open('ties.html');
  await page.keyboard.press('/');
  await page.keyboard.type('ORTUNEZ');
  assert.match((await texts(page, '.found li'))[0], /Ortúñez/);
  await page.keyboard.press('Enter');
  assert.match(await card(page), /Ortúñez/);
  assert.match(await hash(page), /actor=person\./);
  await page.keyboard.press('/');
  await page.keyboard.type('nobody of this name');
  assert.match((await texts(page, '.found li'))[0], /Nobody/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  assert.equal(await hash(page), '');
  return page;
});

test('an actor has roles, ties in order, acts and sentences with outlet and day', async (open) => {
  const page = await open('ties.html');
  await page.click('.leader');
  const body = await text(page, '.card');
  for (const part of ['Strength', 'Betweenness', 'ties', 'What happened', '2025']) assert.ok(body.includes(part), part);
  const weights = (await texts(page, '.card .tie:not(.pale) .count')).map(Number);
  assert.deepEqual(weights, [...weights].sort((a, b) => b - a));
  assert.ok((await page.$$('.card blockquote .meant')).length > 0);
  await picture(page, 'actor.png');
  await page.goBack();
  await page.waitForSelector('.overview');
  return page;
});

test('a tie has its sum, its acts and sentences with both actors marked', async (open) => {
  const page = await open('ties.html');
  await page.click('.overview .tie');
  const facts = await text(page, '.facts'), weight = /Weight\s+([\d.]+)/.exec(facts)[1];
  assert.ok((await text(page, '.sum')).endsWith('= ' + weight));
  const marked = await texts(page, '.meant');
  assert.ok(new Set(marked).size > 1);
  assert.ok((await page.$$('blockquote')).length <= 10);
  assert.match(await text(page, '.command'), /^actorgraph why /);
  await picture(page, 'tie.png');
  return page;
});

test('a click on a disc chooses the actor, on a line the tie, beside them nothing', async (open) => {
  const page = await open('ties.html');
  const disc = await pointOf(page, (tip) => tip.includes('\n') && !tip.includes('sentences'));
  await page.mouse.click(...disc);
  await page.waitForSelector('.card h2');
  assert.match(await hash(page), /actor=/);
  await new Promise((done) => setTimeout(done, 800)); // until the picture rests
  const top = (await (await page.$('.stage')).boundingBox()).y;
  let below = 20;
  for (let tries = 0; tries < 8 && !(await hash(page)).includes('tie='); tries++) { // some lie half under a disc
    const line = await pointOf(page, (tip) => tip.includes('weight'), below);
    await page.mouse.click(...line);
    await new Promise((done) => setTimeout(done, 1000));
    below = line[1] - top + 27;
  }
  assert.match(await hash(page), /tie=/);
  assert.match(await card(page), / – /);
  const box = await (await page.$('.stage')).boundingBox();
  await new Promise((done) => setTimeout(done, 400)); // two clicks at once zoom
  await page.mouse.click(box.x + 5, box.y + 5);
  await page.waitForSelector('.overview');
  return page;
});

test('filters leave what they say, and the address keeps them', async (open) => {
  const page = await open('ties.html'), all = await shownTies(page);
  const boxes = await page.$$('.ticks input');
  await boxes[0].click();
  const fewer = await shownTies(page);
  assert.ok(fewer < all && fewer >= 0);
  const kept = await hash(page);
  assert.match(kept, /noType=/);
  const again = await open('ties.html', kept.slice(1));
  assert.equal(await shownTies(again), fewer);
  page.wrong.push(...again.wrong);
  await again.close();
  await page.click('.choices > .wide');
  assert.equal(await shownTies(page), all);
  await page.$eval('input[type=range]', (e) => { e.value = 3; e.dispatchEvent(new Event('input')); });
  assert.ok((await shownTies(page)) < all);
  assert.match(await hash(page), /min=/);
  return page;
});

test('a brush over days keeps acts of those days, and a date field does the same', async (open) => {
  const page = await open('ties.html', 'view=table'), all = await shownTies(page);
  const box = await (await page.$('.bars')).boundingBox();
  await page.mouse.move(box.x + box.width * 0.1, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.3, box.y + 20, {steps: 4});
  await page.mouse.up();
  const some = await shownTies(page);
  assert.ok(some > 0 && some < all);
  const [, from, to] = /from=([\d-]+)&to=([\d-]+)/.exec(await hash(page));
  await page.evaluate(() => document.querySelector('.days .plain').click());
  assert.equal(await shownTies(page), all);
  for (const [k, day] of [from, to].entries())
    await page.$$eval('.days-fields input', (fields, i, value) => { fields[i].value = value; fields[i].dispatchEvent(new Event('change')); }, k, day);
  assert.equal(await shownTies(page), some);
  return page;
});

test('a community can be shown alone, an actor with its circle only', async (open) => {
  const page = await open('ties.html', 'color=community'), all = await shownTies(page);
  await page.click('.group');
  assert.ok((await shownTies(page)) < all);
  await page.click('.group');
  await page.click('.leader');
  await page.click('.actions button[aria-pressed]');
  assert.ok((await shownTies(page)) < all);
  assert.match(await hash(page), /near=1/);
  await page.select('.choose select', 'type');
  assert.match(await text(page, '.legend'), /Persons/);
  return page;
});

test('the way between two actors is told step by step', async (open) => {
  const page = await open('ties.html');
  await page.click('.leader');
  const first = (await card(page)).trim();
  await page.type('.card .search', 'Talvek');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.card .search', {hidden: true});
  assert.match(await text(page, '.card'), new RegExp(`${first} to .*(Tied directly|steps)`, 's'));
  assert.match(await hash(page), /path=person\.[^~]+~person\./);
  await picture(page, 'way.png');
  return page;
});

test('pale ties say in words that they are not counted', async (open) => {
  const page = await open('ties.html', 'view=table&table=ties&sort=weight');
  await page.click('tbody tr');
  assert.match(await text(page, '.card .what'), /Claimed|Named together/);
  assert.match(await text(page, '.card'), /not counted|counted nowhere/);
  const claimed = await page.evaluate(() => [...document.querySelectorAll('tbody tr')].findIndex((r) => r.innerText.includes('laimed')));
  await (await page.$$('tbody tr'))[claimed].click();
  assert.match(await text(page, '.card'), /says .*not counted/s);
  await picture(page, 'claim.png');
  return page;
});

test('keys walk from actor to actor and out again', async (open) => {
  const page = await open('ties.html');
  await page.focus('.stage');
  await page.keyboard.press('ArrowRight');
  const one = await card(page);
  await page.keyboard.press('ArrowLeft');
  assert.notEqual(await card(page), one);
  assert.match(await text(page, '[role=status].unseen'), /tie/);
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H2');
  await page.keyboard.press('Escape');
  await page.waitForSelector('.overview');
  await page.keyboard.press('?');
  assert.ok(await page.$('dialog[open]'));
  assert.match(await page.$eval('dialog', (e) => e.textContent), /graphology .*sigma 3\.\d.*MIT/s);
  await page.keyboard.press('Escape');
  assert.ok(!(await page.$('dialog[open]')));
  return page;
});

test('tables sort by any column and tell what the picture tells', async (open) => {
  const page = await open('ties.html', 'view=table');
  const columns = await texts(page, 'thead th');
  const at = columns.findIndex((c) => c.startsWith('Mentions'));
  await (await page.$$('thead th button'))[at].click();
  const cells = await page.$$eval('tbody tr', (rows, i) => rows.map((r) => Number(r.children[i].innerText)), at);
  assert.deepEqual(cells, [...cells].sort((a, b) => b - a));
  assert.equal(await page.$eval('thead th[aria-sort]', (e) => e.getAttribute('aria-sort')), 'descending');
  await page.click('tbody th button');
  assert.ok(await card(page));
  await picture(page, 'table.png');
  return page;
});

test('picture and tables can be saved, and no cell becomes a formula', async (open) => {
  const page = await open('hostile.html'), into = join(folder, 'saved');
  mkdirSync(into, {recursive: true});
  const session = await page.createCDPSession();
  await session.send('Browser.setDownloadBehavior', {behavior: 'allow', downloadPath: into});
  for (const [k, name] of ['actors.png', 'actors.csv', 'ties.csv'].entries()) {
    await page.evaluate((i) => document.querySelectorAll('.menu-items button')[i].click(), k);
    for (let wait = 0; wait < 100 && !existsSync(join(into, name)); wait++) await new Promise((done) => setTimeout(done, 50));
    await new Promise((done) => setTimeout(done, 100));
    assert.ok(readFileSync(join(into, name)).length > 100, name);
  }
  assert.equal(readFileSync(join(into, 'actors.png')).subarray(1, 4).toString(), 'PNG');
  assert.match(readFileSync(join(into, 'actors.csv'), 'utf8'), /person\.x,"?'=X /);
  page.wrong = page.wrong.filter((w) => !w.startsWith('request: blob:'));
  return page;
});

test('what articles say stays text: no markup, no script, no link but http', async (open) => {
  const page = await open('hostile.html');
  for (const selector of ['.leader', '.overview .tie', '.tie']) {
    if (await page.$(selector)) await page.click(selector);
    assert.equal(await page.$$eval('#app img, #app script, #app iframe, #app b b, .card i', (all) => all.length), 0);
    for (const href of await page.$$eval('a[href]', (all) => all.map((a) => a.href))) assert.match(href, /^https:\/\/example\.org\//);
  }
  await page.keyboard.press('t');
  assert.match(await text(page, '.tables'), /<\/script><script>/);
  assert.doesNotMatch(await page.title(), /broken/);
  for (const bad of ['actor=__proto__&color=constructor&size=toString&sort=-constructor&path=a~b~c', 'tie=%E0%A4%A&near=1e9&from=x&min=NaN&view=<img>', 'path=person.x~person.y&from=9999-99-99'])
    page.wrong.push(...(await open('hostile.html', bad)).wrong);
  return page;
});

test('the policy of the page lets nothing out', async (open) => {
  const page = await open('ties.html');
  const out = await page.evaluate(async () => {
    const tries = await Promise.allSettled([fetch('https://example.org/'), fetch('data:text/plain,x'), new Promise((yes, no) => { const i = new Image(); i.onload = yes; i.onerror = no; i.src = 'https://example.org/x.png'; })]);
    let evil = false;
    try { evil = (0, eval)('true'); } catch { /* as it should be */ }
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    document.body.append(script);
    return {states: tries.map((t) => t.status), evil, ran: window.ran === true};
  });
  assert.deepEqual(out, {states: ['rejected', 'rejected', 'rejected'], evil: false, ran: false});
  page.wrong = page.wrong.filter((w) => !/Content Security Policy|Refused|violates|example\.org|data:text/.test(w));
  return page;
});

test('acts as arcs and events as nodes have cards, too', async (open) => {
  const page = await open('acts.html');
  await page.click('.overview .tie');
  assert.match(await card(page), / → /);
  await picture(page, 'acts.png');
  await page.close();
  const events = await open('events.html');
  await events.keyboard.press('/');
  await events.keyboard.type('meet');
  await events.keyboard.press('Enter');
  assert.match(await text(events, '.card'), /Reports/);
  await picture(events, 'events.png');
  events.wrong.push(...page.wrong);
  return events;
});

test('light and dark follow the system until the reader chooses', async (open) => {
  const page = await open('ties.html', '', {dark: true});
  assert.equal(await page.$eval(':root', (e) => e.dataset.theme), 'dark');
  await picture(page, 'dark.png');
  await page.click('.tools .icon[aria-label="Light or dark"]');
  assert.equal(await page.$eval(':root', (e) => e.dataset.theme), 'light');
  assert.match(await hash(page), /theme=light/);
  return page;
});

test('on a narrow screen nothing sticks out', async (open) => {
  const page = await open('ties.html', '', {width: 390, height: 800});
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await picture(page, 'narrow.png');
  return page;
});

test('on paper there is the picture and the card', async (open) => {
  const page = await open('ties.html');
  await page.click('.overview .tie');
  assert.ok((await page.pdf({path: join(folder, 'paper.pdf')})).length > 20000);
  return page;
});

test('five thousand actors open, are found and answer', async (open) => {
  const began = Date.now(), page = await open('large.html'), opened = Date.now() - began;
  await page.keyboard.press('/');
  await page.keyboard.type('Family4321');
  await page.keyboard.press('Enter');
  assert.match(await card(page), /Family4321/);
  await picture(page, 'large.png');
  assert.ok((await shownTies(page)) > 19000);
  assert.ok(opened < 30000, `opened in ${opened} ms`);
  return page;
});

test('without WebGL the tables stand in, and say so', {flags: ['--disable-3d-apis', '--disable-gpu']}, async (open) => {
  const page = await open('ties.html');
  assert.match(await text(page, '.tables .note'), /WebGL/);
  assert.ok((await page.$$('tbody tr')).length > 10);
  await page.click('tbody th button');
  assert.ok(await card(page));
  await page.keyboard.press('t');
  assert.ok(await page.$('.stage canvas'));
  await picture(page, 'still.png');
  return page;
});

for (const flags of [FLAGS, ...new Set(tests.map((t) => t.flags).filter(Boolean))]) {
  const browser = await puppeteer.launch({executablePath: chromium, headless: true, args: flags === FLAGS ? FLAGS : [...FLAGS, ...flags]});
  for (const {name, run} of tests.filter((t) => (t.flags ?? FLAGS) === flags)) {
    try {
      const page = await run((...args) => open(browser, ...args));
      assert.deepEqual(page.wrong.filter((w) => !/GPU stall|GL Driver/.test(w)), []);
      console.log(`ok ${name}`);
    } catch (e) {
      console.log(`not ok ${name}: ${String(e.stack ?? e).replaceAll('\n', ' | ').slice(0, 900)}`);
    }
    for (const page of await browser.pages()) await page.close().catch(() => {});
  }
  await browser.close();
}
console.log('done');
