/** An entry as the gallery's server lists it (e2e/gallery/serve-gallery.ts). */
export interface ListedEntry {
  readonly id: string;
  readonly title: string;
  /** Where its product is, with an origin of its own. */
  readonly origin: string;
  /** Path and query there. */
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly byHand: string | null;
}

export interface ListedGroup {
  readonly title: string;
  readonly entries: readonly ListedEntry[];
}

/** What the server has; nothing where there is none, as under Vite alone. */
export async function listEntries(): Promise<readonly ListedGroup[]> {
  const answer = await fetch('gallery.json').catch(() => null);
  return answer?.ok ? ((await answer.json()) as readonly ListedGroup[]) : [];
}
