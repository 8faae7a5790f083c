import { type ComponentType, lazy } from 'react';
import type { Dictionary } from '../i18n';
import type { TabId } from '../state';
import { ExploreView } from './explore/explore-view';

// What is not on the first screen comes when it is asked for.
const ConfigView = lazy(async () => ({ default: (await import('./config/config-view')).ConfigView }));

/** In the place of all tabs, for what is no image. */
export const ArtifactView = lazy(async () => ({
  default: (await import('./config/artifact-view')).ArtifactView,
}));

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
