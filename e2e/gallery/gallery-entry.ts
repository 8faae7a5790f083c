import type { Page } from '@playwright/test';
import type { GalleryShelf } from './products';

export type GalleryLanguage = 'en' | 'zh';

/** One state of the page, and what has to stand there. */
export interface GalleryEntry {
  /** Names its pictures. */
  readonly id: string;
  readonly title: string;
  readonly shelf: GalleryShelf;
  /** The name of an image; null: the library. */
  readonly image: string | null;
  /** Of its link, with the question mark. */
  readonly query?: string;
  /** 1440 by 900 if it is not said. */
  readonly size?: { readonly width: number; readonly height: number };
  /** As it comes out of a printer. */
  readonly isPrinted?: true;
  /** What brings the state about, where a link does not: for people, and for the browser. */
  readonly byHand?: string;
  readonly act?: (page: Page) => Promise<void>;
  /** Ends what would go on when the page is closed. */
  readonly leave?: (page: Page) => Promise<void>;
  /** In the HTML of targets under 24 px for which another control on the page does (WCAG 2.2, 2.5.8, "Equivalent"). */
  readonly smallTargets?: RegExp;
  /** Stands in sight, in each language. */
  readonly says: Readonly<Record<GalleryLanguage, string | RegExp>>;
  /** Pictures of it in the docs: their file there without `.png`, the theme and the language. */
  readonly inDocs?: readonly { readonly name: string; readonly theme?: 'dark'; readonly language?: 'zh' }[];
}

/** Entries under one heading. */
export interface GalleryGroup {
  readonly title: string;
  readonly entries: readonly GalleryEntry[];
}
