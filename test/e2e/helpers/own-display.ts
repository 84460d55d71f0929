/** A display for this worker alone, out of those that the script has started (KOHYO_DISPLAYS). */
const displays = process.env['KOHYO_DISPLAYS']?.split(' ') ?? [];
const own = displays[(Number(process.env['VITEST_POOL_ID'] ?? 1) - 1) % displays.length];
if (own !== undefined) process.env['DISPLAY'] = own;
