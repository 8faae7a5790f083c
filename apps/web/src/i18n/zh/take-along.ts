import type { Dictionary } from '../en';

export const takeAlong: Dictionary['takeAlong'] = {
  copy: '复制',
  copyMenu: '复制此路径的信息',
  path: '路径',
  digest: '内容的 SHA-256',
  link: '当前视图的链接',
  fileCommand: '写出此文件的命令',
  folderCommand: '解出此文件夹的命令',
  copied: '已复制',
  downloadFolder: '下载为 tar',
  downloadLayer: '按存储原样下载',
};
