// Bundles the explorer into bundle/explorer.html: page, style, script and the licences of what is in
// it, with one mark that the program fills in, @@DATA@@.
//
//     node build.mjs [OUT]
import {build} from 'esbuild';
import {createHash} from 'node:crypto';
import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, 'bundle', 'explorer.html');

const options = {bundle: true, minify: true, write: false, legalComments: 'none', charset: 'utf8', target: 'es2022', absWorkingDir: here};
const script = await build({...options, entryPoints: ['main.js'], format: 'iife', metafile: true});
const style = await build({...options, entryPoints: ['style.css']});

/** The packages whose files are in the bundle, with their licences. */
function notices(inputs) {
  const names = new Set();
  for (const path of inputs) {
    const match = /(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(path);
    if (match) names.add(match[1]);
  }
  return [...names].sort().map((folder) => {
    const about = JSON.parse(readFileSync(join(here, folder, 'package.json'), 'utf8'));
    const file = readdirSync(join(here, folder)).find((name) => /^licen[cs]e/i.test(name));
    if (!file) throw new Error(`${about.name} has no licence file`);
    return `${about.name} ${about.version} (${about.license})\n\n${readFileSync(join(here, folder, file), 'utf8').trim()}`;
  }).join('\n\n----\n\n') + '\n';
}

const safe = (text) => text.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
const js = safe(script.outputFiles[0].text.trim()), css = style.outputFiles[0].text.trim();
const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const csp = `default-src 'none'; script-src ${hash(js)}; style-src ${hash(css)}; base-uri 'none'; form-action 'none'`;
const parts = {CSP: csp, CSS: css, JS: js, NOTICES: notices(Object.keys(script.metafile.inputs)).replaceAll('<', '‹')};
const page = readFileSync(join(here, 'page.html'), 'utf8').replace(/@@(CSP|CSS|JS|NOTICES)@@/g, (_, name) => parts[name]);

mkdirSync(dirname(out), {recursive: true});
writeFileSync(out, page);
console.log(`${out}: ${page.length} bytes`);
