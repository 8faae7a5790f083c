import type { Dictionary } from '../en';

export const library: Dictionary['library'] = {
  title: '镜像库',
  firstVisit: '打开一个示例，或拖入镜像。数据不会离开本机。',
};
