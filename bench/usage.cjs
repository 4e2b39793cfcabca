// Preloaded into the measured processes, `npx` and what it starts: each adds its peak memory in kilobytes.
const { appendFileSync } = require('node:fs');
process.on('exit', () => appendFileSync(process.env.USAGE_FILE, `${process.resourceUsage().maxRSS}\n`));
