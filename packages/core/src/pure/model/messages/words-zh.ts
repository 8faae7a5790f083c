import type { Facts } from './message';

/** 关于上限该怎么做。 */
export const raise = (name: string) => `如果信任它，请以更大的 --limit-${name} 重新启动。`;

/** 句首的 JSON 文档名。 */
export function documentZh(f: Facts): string {
  const name = f.text('name');
  const file = f.has('location') ? `${f.text('location')} 中的` : '';
  switch (f.text('document')) {
    case 'manifest':
      return `${file}清单 ${name} `;
    case 'config':
      return `${file}配置 ${name} `;
    case 'index':
      return `${file}索引 ${name} `;
    default:
      return f.has('name') ? `${file}${file === '' ? '' : ' '}${name} ` : '某个文档';
  }
}

const SHAPES_ZH: Readonly<Record<string, string>> = {
  list: '列表',
  object: '对象',
  text: '文本',
  number: '数字',
  boolean: 'true 或 false',
  size: '字节大小（不小于 0 的整数）',
  digest: '摘要',
  base64: 'base64 数据',
  null: 'null',
  negative: '负数',
  fraction: '小数',
  'too-large': '过大的数',
};

export function shapeZh(f: Facts): string {
  const word = (name: string) => SHAPES_ZH[f.text(name)] ?? f.text(name);
  const value = f.has('at') ? `“${f.text('at')}”` : '它';
  const found = f.text('found') === 'nothing' ? '但没有这一项' : `但实际是${word('found')}`;
  return `${documentZh(f).trimEnd()}：${value}应当是${word('expected')}，${found}。`;
}

const KINDS_ZH: Readonly<Record<string, string>> = {
  png: 'PNG 图片',
  jpeg: 'JPEG 图片',
  gif: 'GIF 图片',
  webp: 'WebP 图片',
  pdf: 'PDF 文档',
  zip: 'ZIP 压缩包',
  '7z': '7-Zip 压缩包',
  rar: 'RAR 压缩包',
  elf: '程序（ELF）',
  exe: 'Windows 程序',
  html: '文本（网页）',
  json: '文本（JSON 文档）',
  dockerfile: '文本（Dockerfile）',
  text: '文本',
  sqlite: 'SQLite 数据库',
  qcow2: '磁盘映像（QCOW2）',
  squashfs: 'SquashFS 文件系统',
  deb: 'Debian 软件包',
  ar: 'ar 归档',
  rpm: 'RPM 软件包',
  binary: '未知类型的文件',
  zeros: '全是零（没有成员的 tar）',
  tar: '不含 manifest.json、repositories 或 index.json 的 tar',
  'tar-empty': '没有成员的 tar',
  rootfs: '容器的文件系统（docker export 所写），没有层',
  folder: '不含 oci-layout 和 index.json 的文件夹',
  'docker-folder': 'docker save 归档解开后的文件夹',
  device: '设备、套接字或管道',
};

const COMPRESSIONS: ReadonlySet<string> = new Set(['gzip', 'zstd', 'xz', 'bzip2']);

export function seemsZh(f: Facts): string {
  const kind = KINDS_ZH[f.text('seems')] ?? '未知类型的文件';
  const compression = f.text('compression');
  return COMPRESSIONS.has(compression) ? `${compression} 数据，内容是${kind}` : kind;
}

// 读取 tar 时的原因；英文原文由读取程序给出。
const REASONS_ZH: Readonly<Record<string, string>> = {
  'bad checksum': '校验和不符',
  'bad number': '数字有误',
  'bad pax record': 'pax 记录有误',
  'bad pax value': 'pax 值有误',
  'bad sparse map': '稀疏文件表有误',
  'data cut off': '数据被截断',
  'extension header cut off': '扩展头被截断',
  'extension header too large': '扩展头过大',
  'header cut off': '文件头被截断',
  'negative size': '大小为负',
  'single zero block': '只有一个零块',
  'size too large': '大小过大',
  'sparse map cut off': '稀疏文件表被截断',
  'sparse map too large': '稀疏文件表过大',
  'not a file': '不是普通文件',
  'the link leads nowhere': '链接没有指向任何内容',
};

export function reasonZh(f: Facts): string {
  const reason = f.text('reason');
  return REASONS_ZH[reason] ?? reason;
}
