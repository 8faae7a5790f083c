import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { Unmeasured } from '../harness/benchmark';

/** A page of a browser with nothing in its cache, and who closes it. */
export interface FreshPage {
  readonly page: Page;
  close(): Promise<void>;
}

export const WINDOW = { width: 1440, height: 900 };
/** As large as a large screen, so that a picture has as many cells as it may. */
export const LARGE_WINDOW = { width: 2560, height: 1440 };

/** Starts the browser that `npm run bench:page` found. @throws Unmeasured where it does not start. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = process.env.STRATASCOPE_BROWSER;
  try {
    return await chromium.launch({
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        // Root has no user namespaces to build the sandbox from; the pages are our own.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--enable-precise-memory-info',
      ],
    });
  } catch (error) {
    throw new Unmeasured(`no browser starts (${error instanceof Error ? error.message.split('\n')[0] : error})`);
  }
}

/** Opens a page with the probe in it. An error in the page fails the benchmark: what is broken is not fast. */
export async function freshPage(browser: Browser, probe: () => void, viewport = WINDOW): Promise<FreshPage> {
  const context: BrowserContext = await browser.newContext({ viewport, locale: 'en-US' });
  await context.addInitScript(probe);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  return {
    page,
    async close() {
      await context.close();
      const [first] = errors;
      if (first !== undefined) throw first;
    },
  };
}
