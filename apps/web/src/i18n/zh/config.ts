import type { Dictionary } from '../en';

export const config: Dictionary['config'] = {
  pane: '配置',
};
