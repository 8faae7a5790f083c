import type { Dictionary } from '../en';

export const inspector: Dictionary['inspector'] = {
  pane: '详情',
};
