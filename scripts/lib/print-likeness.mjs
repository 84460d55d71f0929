import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run } from './run.mjs';

/** Differences from LibreOffice's page beyond this many millimetres are findings. */
const allowed = 2;
const mm = (points) => (points * 25.4) / 72;

/**
 * Compares the pages on which no row grew with LibreOffice's pages of the same workbook: where labels stand (words that
 * both pages have once), where ruled lines run. Column widths count in digits of the form's default font (ECMA-376 part 1,
 * 18.3.1.13). Where that font is missing LibreOffice counts in digits of whatever it puts in its place, and the whole page
 * is scaled differently; so it gets a font configuration in which fonts with digits of half an em stand for those of
 * Windows, and `pdf` is a print laid out with the same digits (`print --digit-width 0.5`).
 * Measured on a plan of 12 sheets (14 pages, a default font whose digits are wider than half an em): as Excel counts, our columns
 * are 6 to 8% wider against their rows than LibreOffice's; counted in its digits, scales across and down agree within 0.4%
 * on 13 pages. So the difference is LibreOffice's font, not our layout.
 * Excel's paper inside the margins is the page; LibreOffice gives what its header and footer do not need to the page too
 * and so fits some forms a few percent larger (the fourteenth page: 1.2%). Such a scale is taken out of the comparison and told.
 * Writes both pages side by side as PNG. Returns findings; none when LibreOffice is missing.
 */
export async function compareWithLibreOffice(file, pdf, report, out, items) {
  const theirs = await libreOfficePdf(file, out);
  if (theirs === undefined) {
    console.log('  LibreOffice is not installed: likeness is not checked.');
    return [];
  }
  const findings = [];
  // A text that is cut or condensed, or a picture that is not there, moves nothing else.
  const changed = new Set(
    report.notes.filter(({ kind }) => ['grew', 'second-page', 'smaller'].includes(kind)).map((note) => note.sheet),
  );
  const [ourWords, theirWords] = [await words(pdf), await words(theirs)];
  const worst = { label: 0, rule: 0 };
  const scales = [];
  let compared = 0;
  for (const item of report.items) {
    // A sheet's further pages have few labels; they follow its first.
    const first = bestPage(ourWords[item.firstPage - 1], theirWords);
    for (let offset = 0; offset < item.pages; offset += 1) {
      const page = item.firstPage + offset;
      const other = first === undefined ? undefined : first + offset;
      if (other === undefined || theirWords[other - 1] === undefined) continue;
      await sideBySide(
        pdf,
        page,
        theirs,
        other,
        path.join(
          out,
          `${path.basename(file, '.xlsx')}-${item.sheet.replace(/[^\p{L}\p{N}.-]+/gu, '_')}-${offset + 1}.png`,
        ),
      );
      if (changed.has(item.sheet)) continue;
      compared += 1;
      const texts =
        items.find((one) => one.sheet === item.sheet)?.cells === undefined
          ? ''
          : JSON.stringify(items.find((one) => one.sheet === item.sheet)).normalize('NFKC');
      const own = ourWords[page - 1].filter((word) => !texts.includes(word.text));
      const map = scaleBetween(own, theirWords[other - 1]);
      if (map.told !== '') scales.push(`${item.sheet}: ${map.told}`);
      // Headers and footers are not scaled with the sheet.
      const unscaled = new Map(labelDistances(own, theirWords[other - 1]).map(({ what, by }) => [what, by]));
      const labels = labelDistances(own.map(map.word), theirWords[other - 1]).map(({ what, by }) => ({
        what,
        by: Math.min(by, unscaled.get(what) ?? by),
      }));
      const rules = ruleDistances(map.lines(await ruledLines(pdf, page)), await ruledLines(theirs, other, lenient));
      for (const [kind, list] of [
        ['label', labels],
        ['rule', rules],
      ]) {
        for (const { what, by } of list) {
          worst[kind] = Math.max(worst[kind], by);
          if (by > allowed)
            findings.push(
              `${item.sheet} page ${offset + 1}: ${kind} ${what} is ${by.toFixed(1)} mm from where LibreOffice has it`,
            );
        }
      }
    }
  }
  console.log(
    `  likeness: ${compared} pages compared, labels at most ${worst.label.toFixed(2)} mm, ruled lines at most ${worst.rule.toFixed(2)} mm apart`,
  );
  for (const told of scales) console.log(`  scale: ${told}`);
  return findings;
}

const standIns = {
  IPAGothic: ['ＭＳ Ｐゴシック', 'MS PGothic', 'MS Pゴシック', 'ＭＳ ゴシック', 'MS Gothic', 'MS UI Gothic'],
  IPAMincho: ['ＭＳ Ｐ明朝', 'MS PMincho', 'ＭＳ 明朝', 'MS Mincho'],
};

async function libreOfficePdf(file, out) {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'kohyo-soffice-'));
  const fonts = path.join(home, 'fonts.conf');
  const matches = Object.entries(standIns).flatMap(([font, names]) =>
    names.map(
      (name) =>
        `<match target="pattern"><test name="family" compare="eq"><string>${name}</string></test><edit name="family" mode="assign" binding="same"><string>${font}</string></edit></match>`,
    ),
  );
  fs.writeFileSync(
    fonts,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><include>/etc/fonts/fonts.conf</include>${matches.join('')}</fontconfig>`,
  );
  const folder = path.join(out, 'libreoffice');
  fs.mkdirSync(folder, { recursive: true });
  try {
    const done = await run(
      'soffice',
      [`-env:UserInstallation=file://${home}/profile`, '--headless', '--convert-to', 'pdf', '--outdir', folder, file],
      {
        show: 'quiet',
        env: { ...process.env, FONTCONFIG_FILE: fonts },
        timeout: 300_000,
      },
    );
    const made = path.join(folder, `${path.basename(file, path.extname(file))}.pdf`);
    return done.status === 0 && fs.existsSync(made) ? made : undefined;
  } finally {
    fs.rmSync(home, { recursive: true, force: true });
  }
}

/** Words of each page with their boxes in points. */
async function words(pdf) {
  const { output } = await run('pdftotext', ['-bbox', '-enc', 'UTF-8', pdf, '-'], { show: 'quiet' });
  return output
    .split('<page ')
    .slice(1)
    .map((page) =>
      [
        ...page.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)<\/word>/gu),
      ].map(([, left, top, right, bottom, text]) => ({
        text: text.normalize('NFKC'),
        left: Number(left),
        top: Number(top),
        right: Number(right),
        bottom: Number(bottom),
      })),
    );
}

const once = (list) => {
  const counts = new Map();
  for (const word of list) counts.set(word.text, (counts.get(word.text) ?? 0) + 1);
  return new Map(
    list.filter((word) => counts.get(word.text) === 1 && [...word.text].length >= 2).map((word) => [word.text, word]),
  );
};

function bestPage(own, others) {
  const wanted = once(own ?? []);
  let best;
  let most = 3;
  for (const [index, list] of others.entries()) {
    const common = list.filter((word) => wanted.has(word.text)).length;
    if (common > most) [most, best] = [common, index + 1];
  }
  return best;
}

/** By how much the other page is larger, from where the same labels stand; below half a percent it is the same. */
function scaleBetween(own, other) {
  const theirs = once(other);
  const pairs = [...once(own)].flatMap(([text, word]) => (theirs.has(text) ? [[word, theirs.get(text)]] : []));
  const fit = (at) => {
    const points = pairs.map(([a, b]) => [at(a), at(b)]);
    const mean = (index) => points.reduce((sum, point) => sum + point[index], 0) / Math.max(1, points.length);
    const [x, y] = [mean(0), mean(1)];
    const spread = points.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
    const scale = spread > 0 ? points.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0) / spread : 1;
    return Math.abs(scale - 1) < 0.005 || points.length < 5 ? { scale: 1, move: 0 } : { scale, move: y - scale * x };
  };
  const down = fit((word) => (word.top + word.bottom) / 2);
  const across = fit((word) => (word.left + word.right) / 2);
  const told = [
    down.scale === 1 ? '' : `LibreOffice is ${(down.scale * 100 - 100).toFixed(1)}% higher`,
    across.scale === 1 ? '' : `${(across.scale * 100 - 100).toFixed(1)}% wider`,
  ]
    .filter((part) => part !== '')
    .join(', ');
  const to = ({ scale, move }, value) => value * scale + move;
  return {
    told,
    word: (word) => ({
      ...word,
      left: to(across, word.left),
      right: to(across, word.right),
      top: to(down, word.top),
      bottom: to(down, word.bottom),
    }),
    lines: (lines) => ({
      across: lines.across.map((value) => mm(to(down, value / mm(1)))),
      down: lines.down.map((value) => mm(to(across, value / mm(1)))),
    }),
  };
}

/** Labels are short; a longer text wraps differently in another font. Aligned left, right or centred: the nearest counts. */
function labelDistances(own, other) {
  const theirs = once(other);
  return [...once(own)].flatMap(([text, word]) => {
    const found = theirs.get(text);
    if (found === undefined || [...text].length > 14) return [];
    const across = Math.min(
      Math.abs(word.left - found.left),
      Math.abs(word.right - found.right),
      Math.abs(word.left + word.right - found.left - found.right) / 2,
    );
    const down = Math.abs(word.top + word.bottom - found.top - found.bottom) / 2;
    return [{ what: `«${text}»`, by: mm(Math.max(across, down)) }];
  });
}

const dpi = 120;

/** What is a line: grey level, and length in millimetres. */
const strict = { darkest: 110, across: 50, down: 12 };
/** A thin outline of an arrow that falls between two pixels is paler on one page than on the other: looked for more closely there. */
const lenient = { darkest: 190, across: 40, down: 10 };

/** Straight dark lines across and down, from a picture of the page; positions in millimetres. */
async function ruledLines(pdf, page, { darkest, across, down } = strict) {
  const base = path.join(os.tmpdir(), `kohyo-rules-${process.pid}`);
  await run(
    'pdftoppm',
    ['-gray', '-r', String(dpi), '-f', String(page), '-l', String(page), '-singlefile', pdf, base],
    { show: 'quiet' },
  );
  const data = fs.readFileSync(`${base}.pgm`);
  fs.rmSync(`${base}.pgm`);
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/u.exec(data.toString('latin1', 0, 60));
  if (header === null) throw new Error('pdftoppm drew no grey picture');
  const [width, height] = [Number(header[1]), Number(header[2])];
  const pixels = data.subarray(header[0].length);
  const dark = (x, y) => pixels[y * width + x] < darkest;
  // Frames of shapes are shorter than the form's own lines.
  const least = (mmLength) => (mmLength * dpi) / 25.4;
  const scan = (lines, length, shortest, at) => {
    const found = [];
    for (let line = 0; line < lines; line += 1) {
      let run = 0;
      let longest = 0;
      for (let i = 0; i < length; i += 1) {
        run = at(line, i) ? run + 1 : 0;
        longest = Math.max(longest, run);
      }
      if (longest >= least(shortest)) {
        if (found.length > 0 && line - found.at(-1).last <= 2) found.at(-1).last = line;
        else found.push({ first: line, last: line });
      }
    }
    return found.map(({ first, last }) => (((first + last + 1) / 2) * 25.4) / dpi);
  };
  return {
    across: scan(height, width, across, (y, x) => dark(x, y)),
    down: scan(width, height, down, (x, y) => dark(x, y)),
  };
}

/** Each of our lines to the nearest of theirs; lines that only one page has (shapes, pictures) show up as far away. */
function ruleDistances(own, other) {
  return ['across', 'down'].flatMap((side) =>
    own[side].map((position) => ({
      what: `${side} at ${position.toFixed(1)} mm`,
      by: Math.min(...other[side].map((candidate) => Math.abs(candidate - position)), 99),
    })),
  );
}

async function sideBySide(ours, ourPage, theirs, theirPage, target) {
  const base = target.replace(/\.png$/u, '');
  const picture = async (pdf, page, suffix) => {
    await run(
      'pdftoppm',
      ['-png', '-r', '70', '-f', String(page), '-l', String(page), '-singlefile', pdf, `${base}.${suffix}`],
      { show: 'quiet' },
    );
  };
  await picture(ours, ourPage, 'ours');
  await picture(theirs, theirPage, 'libreoffice');
}
