import type { Dictionary } from '../en';

export const files: Dictionary['files'] = {
  pane: '合并视图',
};
