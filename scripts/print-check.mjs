import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { compareWithLibreOffice } from './lib/print-likeness.mjs';
import { dist } from './lib/paths.mjs';
import { run, runNode } from './lib/run.mjs';

/**
 * `npm run print-check -- FILE… [--out FOLDER] [--no-likeness]`: prints the item sheets of workbooks to PDF and checks the paper:
 * each field's full text is in the PDF, pages per item, paper to the millimetre, no text outside its box; where LibreOffice
 * is installed, positions of labels and ruled lines against its PDF of the same workbook, with both pages side by side
 * as pictures. Exit status 1 when something is wrong. Needs the built program and poppler's tools.
 */
const args = process.argv.slice(2);
const at = args.indexOf('--out');
const out =
  at < 0 ? fs.mkdtempSync(path.join(os.tmpdir(), 'kohyo-print-check-')) : path.resolve(args.splice(at, 2)[1] ?? '.');
const likeness = !args.includes('--no-likeness');
const files = args.filter((name) => !name.startsWith('--')).map((name) => path.resolve(name));
if (files.length === 0) {
  console.error('usage: npm run print-check -- FILE… [--out FOLDER] [--no-likeness]');
  process.exit(2);
}
fs.mkdirSync(out, { recursive: true });

let wrong = 0;
for (const file of files) wrong += await check(file);
console.log(`\n${files.length} workbooks, ${wrong} findings; papers and pictures in ${out}`);
process.exitCode = wrong === 0 ? 0 : 1;

async function quiet(command, ...rest) {
  const done = await run(command, rest, { show: 'quiet' });
  if (done.status !== 0) throw new Error(`${command} ${rest.join(' ')}: ${done.output}`);
  return done.output;
}

async function cli(...rest) {
  const done = await runNode(path.join(dist, 'cli.js'), rest, { show: 'quiet' });
  if (done.status !== 0) throw new Error(`${rest.join(' ')}: ${done.output}`);
  return JSON.parse(done.output.slice(done.output.indexOf('{')));
}

async function check(file) {
  const name = path.basename(file, '.xlsx');
  const pdf = path.join(out, `${name}.pdf`);
  const findings = [];
  const report = await cli('print', file, '--out', pdf, '--measure');
  const { items } = await cli('read', file, '--json');
  const pages = [];
  for (let page = 1; page <= report.pages; page += 1)
    pages.push(
      bare(
        await quiet('pdftotext', '-raw', '-enc', 'UTF-8', '-f', String(page), '-l', String(page), pdf, '-'),
        report.unprintable,
      ),
    );
  let fields = 0;
  let hidden = 0;
  for (const printed of report.items) {
    const item = items.find((one) => one.sheet === printed.sheet);
    const text = pages.slice(printed.firstPage - 1, printed.firstPage - 1 + printed.pages).join('');
    for (const [field, cell] of Object.entries(item?.cells ?? {})) {
      const wanted = bare(textAt(item, field), report.unprintable);
      if (wanted === '') continue;
      if (printed.hidden.includes(cell)) hidden += 1;
      else if (text.includes(wanted)) fields += 1;
      else findings.push(`${printed.sheet} ${field} (${cell}): its text is not in the PDF: ${wanted.slice(0, 30)}…`);
    }
    if (printed.pages > printed.expected) {
      const told = report.notes.some((note) => note.kind === 'second-page' && note.sheet === printed.sheet);
      if (!told)
        findings.push(`${printed.sheet}: ${printed.pages} pages where its set-up asks for ${printed.expected}`);
    }
  }
  for (const one of report.outside)
    findings.push(`${one.sheet} ${one.cell}: text ${one.by} pt outside its box: ${one.text}`);
  findings.push(...(await paperSizes(pdf, report)));
  const grown = report.notes.filter((note) => note.kind === 'grew').length;
  const further = report.notes.filter((note) => note.kind === 'second-page').length;
  console.log(
    `\n${name}: ${report.items.length} items on ${report.pages} pages, ${fields} fields found, ${hidden} in hidden rows, ${grown} sheets with grown rows, ${further} on further pages, ${report.unprintable.length} characters without glyph`,
  );
  if (likeness) {
    // LibreOffice counts columns in digits of the stand-in, half an em wide; laid out so too and with the form's own row heights, all else must agree.
    const alike = path.join(out, `${name}.as-libreoffice.pdf`);
    const reportAlike = await cli('print', file, '--out', alike, '--digit-width', '0.5', '--text', 'leave');
    findings.push(...(await compareWithLibreOffice(file, alike, reportAlike, out, items)));
  }
  for (const finding of findings) console.log(`  ! ${finding}`);
  return findings.length;
}

/** The text of a field path in an item of `read --json`. */
function textAt(item, field) {
  if (field === 'sections') return item.sectionsText;
  const value = field.split('.').reduce((at, name) => at?.[name], item);
  return typeof value === 'string' ? value : '';
}

/** Text without white space, without marks that choose a variant, without what printed as a boxed code (and that code). */
function bare(text, unprintable) {
  let kept = text.normalize('NFC').replace(/(?:\s|\p{Variation_Selector})+/gu, '');
  for (const char of unprintable) {
    const code = char.codePointAt(0).toString(16).toUpperCase().padStart(4, '0');
    kept = kept.replaceAll(char, '').replaceAll(code, '');
  }
  return kept;
}

async function paperSizes(pdf, report) {
  const info = await quiet('pdfinfo', '-f', '1', '-l', String(report.pages), pdf);
  const sizes = [...info.matchAll(/Page\s+(\d+) size:\s+([\d.]+) x ([\d.]+)/gu)];
  const wrong = [];
  if (sizes.length !== report.pages) wrong.push(`the PDF has ${sizes.length} pages, the job ${report.pages}`);
  for (const [, page, width, height] of sizes) {
    const [w, h] = [width, height].map((points) => (Number(points) * 25.4) / 72);
    const paper = report.papers[Number(page) - 1];
    if (paper === undefined || Math.abs(w - paper.width) > 0.5 || Math.abs(h - paper.height) > 0.5) {
      wrong.push(
        `page ${page} is ${w.toFixed(1)} × ${h.toFixed(1)} mm, its form asks for ${paper?.width} × ${paper?.height}`,
      );
    }
  }
  return wrong;
}
