import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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

/** Locations that were opened, the newest first, kept as a file in the data folder. */
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
    const text = await readFile(join(folder, FILE_NAME), 'utf8').catch(() => '[]');
    const parsed = entriesSchema.safeParse(parseJson(text));
    return new RecentLocations(folder, parsed.success ? parsed.data.slice(0, MOST_ENTRIES) : []);
  }

  get entries(): readonly RecentEntry[] {
    return this.#entries;
  }

  add(entry: RecentEntry): void {
    const others = this.#entries.filter(({ location }) => location !== entry.location);
    this.#set([entry, ...others].slice(0, MOST_ENTRIES));
  }

  /** Forgets one, or all. */
  remove(location?: string): void {
    this.#set(location === undefined ? [] : this.#entries.filter((entry) => entry.location !== location));
  }

  /** Resolves when all changes are on disk, or could not be put there. */
  flush(): Promise<void> {
    return this.#writing;
  }

  #set(entries: readonly RecentEntry[]): void {
    this.#entries = entries;
    // One write after another: two at once could leave the older list.
    this.#writing = this.#writing.then(() => this.#write(entries)).catch(() => {});
  }

  async #write(entries: readonly RecentEntry[]): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const temporary = join(this.#folder, `${FILE_NAME}.${process.pid}.part`);
    await writeFile(temporary, `${JSON.stringify(entries, null, 2)}\n`, { mode: 0o600 });
    await rename(temporary, join(this.#folder, FILE_NAME));
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
