import { readFileSync } from 'node:fs';
import { openWorkbook } from '../../../../src-main/engine/read/open.ts';

/** Child process of broken.test.ts: opens a file and prints the kinds of its failure or warnings, and its peak memory. */
const opened = openWorkbook(readFileSync(process.argv[2] ?? ''));
const kinds = opened.ok ? opened.value.warnings.map((warning) => warning.kind) : [opened.failure.kind];
console.log(JSON.stringify({ ok: opened.ok, kinds, megabytes: process.resourceUsage().maxRSS / 1024 }));
