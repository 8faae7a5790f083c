import type { Dictionary } from '../en';
import { formatCount } from '../format';

export const facts: Dictionary['facts'] = {
  title: '文件所示信息',
  asOf: (level) => `截至第 ${level} 层`,
  distribution: '发行版',
  noDistribution: '未说明',
  packages: '软件包',
  noPackages: '没有软件包数据库',
  packageCount: (manager, count) =>
    count === null ? `${manager}，未计数` : `${formatCount(count)} 个软件包（${manager}）`,
  shell: '命令解释器（shell）',
  noShell: '常见位置均没有',
  kernel: '内核',
  noKernel: '没有，理应如此：由宿主机提供',
  linkSteps: '链接的路径',
  linkBack: (step) => `随后回到第 ${step} 步，没有尽头。`,
  linkOf: (layer) => `第 ${layer} 层的链接`,
  setuid: 'setuid：无论由谁启动，都以属主身份运行',
  setgid: 'setgid：以其属组身份运行',
  setgidFolder: 'setgid：其中的新文件沿用其属组',
  sticky: 'sticky：只有属主可以移除其中的文件',
  stickyFile: 'sticky：对文件不起作用',
  hexOf: (hex, bytes) => `${hex}（${formatCount(bytes)} 字节）`,
  emptyValue: '空',
};
