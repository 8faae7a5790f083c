import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unfinishedPath } from '@stratascope/core/node';
import { z } from 'zod';

/** A location as it is remembered over restarts. */
export interface RecentEntry {
  readonly location: string;
  readonly title: string;
  readonly store: { readonly id: string; readonly title: string } | null;
  readonly openedAt: string;
}

const FILE_NAME = 'recent.json';
const MOST_ENTRIES = 20;

const entriesSchema = z.array(
  z.object({
    location: z.string(),
    title: z.string(),
    store: z.object({ id: z.string(), title: z.string() }).nullable(),
    openedAt: z.string(),
  }),
);

/**
 * Locations that were opened, the newest first, kept as a file in the data folder. Other processes keep theirs in the same
 * file: each change is made to what stands there by then.
 */
export class RecentLocations {
  readonly #folder: string;
  #entries: readonly RecentEntry[];
  #writing: Promise<void> = Promise.resolve();

  private constructor(folder: string, entries: readonly RecentEntry[]) {
    this.#folder = folder;
    this.#entries = entries;
  }

  /** What cannot be read counts as nothing: it is a convenience, and the next write mends it. */
  static async read(folder: string): Promise<RecentLocations> {
    return new RecentLocations(folder, (await readEntries(folder)) ?? []);
  }

  get entries(): readonly RecentEntry[] {
    return this.#entries;
  }

  /** What is remembered now, by whichever process; null where that cannot be known. */
  readAnew(): Promise<readonly RecentEntry[] | null> {
    return readEntries(this.#folder);
  }

  add(entry: RecentEntry): void {
    this.#change((entries) =>
      [entry, ...entries.filter(({ location }) => location !== entry.location)].slice(0, MOST_ENTRIES),
    );
  }

  /** Forgets one, or all. */
  remove(location?: string): void {
    this.#change((entries) => (location === undefined ? [] : entries.filter((entry) => entry.location !== location)));
  }

  /** Resolves when all changes are on disk, or could not be put there. */
  flush(): Promise<void> {
    return this.#writing;
  }

  #change(change: (entries: readonly RecentEntry[]) => readonly RecentEntry[]): void {
    this.#entries = change(this.#entries);
    // One write after another: two at once could leave the older list.
    this.#writing = this.#writing.then(() => this.#write(change)).catch(() => {});
  }

  async #write(change: (entries: readonly RecentEntry[]) => readonly RecentEntry[]): Promise<void> {
    const entries = change((await readEntries(this.#folder)) ?? []);
    const unfinished = await unfinishedPath(this.#folder);
    try {
      await writeFile(unfinished, `${JSON.stringify(entries, null, 2)}\n`, { mode: 0o600 });
      await rename(unfinished, join(this.#folder, FILE_NAME));
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  }
}

/** Nothing where there is no such file yet; null where it is damaged. */
async function readEntries(folder: string): Promise<readonly RecentEntry[] | null> {
  let text: string;
  try {
    text = await readFile(join(folder, FILE_NAME), 'utf8');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? [] : null;
  }
  const parsed = entriesSchema.safeParse(parseJson(text));
  return parsed.success ? parsed.data.slice(0, MOST_ENTRIES) : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
