// Loaded into a process that is measured (`--import`): leaves its peak memory, in bytes, in a file when it ends.
import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const path = process.env.STRATASCOPE_PEAK_FILE;
if (isMainThread && path !== undefined) {
  process.on('exit', () => writeFileSync(path, String(process.resourceUsage().maxRSS * 1024)));
}
