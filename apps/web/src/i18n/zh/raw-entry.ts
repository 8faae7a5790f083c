import type { rawEntry as english } from '../en/raw-entry';
import { formatCount } from '../format';

export const rawEntry: typeof english = {
  at: (kind, layer, offset, bytes) => `${kind}。在第 ${layer} 层的 tar 中，条目头位于 ${offset}，共 ${bytes} 字节。`,
  data: (offset, bytes) => `数据始于 ${offset}，共 ${bytes} 字节。`,
  noData: '没有数据。',
  none: (layer) => `第 ${layer} 层的 tar 中没有此路径的条目，只有其下的条目。`,
  several: (count) => `该层有 ${count} 个此路径的条目，以后面的为准。`,
  more: (count) => `另有 ${formatCount(count)} 条记录，其字节见下方。`,
  header: (type, format) =>
    type === 'x' ? 'pax 头' : type === 'L' || type === 'K' ? 'GNU 长名称头' : `条目头，${format}`,
  blocks: (count) => `${count} 个块`,
  zeros: (count) => `${formatCount(count)} 个零字节`,
  kinds: {
    file: '文件',
    hardlink: '硬链接',
    symlink: '符号链接',
    char: '字符设备',
    block: '块设备',
    dir: '文件夹',
    fifo: 'FIFO',
    whiteout: '空白标记，隐藏下层的该路径',
    opaque: '不透明空白标记，清空下层的该文件夹',
  },
};
