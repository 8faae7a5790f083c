import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';

/**
 * Installs and builds what is not yet there; nothing is done twice. A failure is told on stderr and sets the exit code.
 *
 * @param {{ readonly isForced?: boolean }} [options]
 * @returns {Promise<boolean>} Whether all is there now.
 */
export async function setUp(options = {}) {
  try {
    await ensureInstalled();
    await ensureBuilt(options);
    return true;
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
    return false;
  }
}
