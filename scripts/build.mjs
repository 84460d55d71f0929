import { ensurePackages } from './lib/install.mjs';
import { build } from './lib/build.mjs';

await ensurePackages();
await build();
