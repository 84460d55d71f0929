import { ensurePackages } from './lib/install.mjs';
import { check } from './lib/check.mjs';

await ensurePackages();
const suites = await check();
process.exitCode = suites.some((suite) => suite.failed > 0) ? 1 : 0;
