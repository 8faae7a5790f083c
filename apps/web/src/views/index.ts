import type { ComponentType } from 'react';
import type { Dictionary } from '../i18n';
import type { TabId } from '../state';
import { ConfigView } from './config/config-view';
import { ExploreView } from './explore/explore-view';

export { LibraryView } from './library/library-view';

/** A tab of the image page. To add one: a folder with its view, a row here, its id in `TabId`, its texts in each language. */
interface ImageTab {
  readonly id: TabId;
  readonly label: (text: Dictionary) => string;
  readonly View: ComponentType;
}

export const TABS = [
  { id: 'explore', label: (text) => text.shell.explore, View: ExploreView },
  { id: 'config', label: (text) => text.shell.config, View: ConfigView },
] as const satisfies readonly ImageTab[];
