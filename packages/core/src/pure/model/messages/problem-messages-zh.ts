import type { ProblemCode } from '../problem';
import type { Facts, Message } from './message';
import { documentZh, raise, reasonZh, shapeZh } from './words-zh';

const where = ({ layer }: Facts) => (layer === null ? '镜像' : `第 ${layer} 层`);
const lead = ({ layer }: Facts) => (layer === null ? '' : `第 ${layer} 层：`);
const optional = (condition: boolean, text: string) => (condition ? text : '');
const say = (message: string, hint: string): Message => ({ message, hint });

const SAVE_AGAIN = '请重新保存或获取镜像，再作比较。';
const NOTHING_TO_DO = '无需处理。';

/** 每个问题和提示的中文说明。 */
export const PROBLEM_MESSAGES_ZH: Record<ProblemCode, (facts: Facts) => Message> = {
  artifact: (f) =>
    say(
      `${f.or('name', '索引中的一项')} 不是镜像，而是${optional(f.has('artifactType'), `类型为 ${f.text('artifactType')} 的`)}制品；已列出，但无法浏览。`,
      '请选择此位置中的某个镜像。',
    ),
  'bad-whiteout': (f) =>
    say(
      `${lead(f)}whiteout ${f.path} 没有指向有效的名称，不起作用。`,
      '制作该层的工具写错了名称；请告知其作者，或重新构建该层。',
    ),
  'compression-unsupported': (f) =>
    say(
      `${where(f)}使用 ${f.text('compression')} 压缩，这里无法读取，其内容不显示。`,
      '请解压该层，或以 gzip、zstd 层重新保存镜像。',
    ),
  'config-missing': (f) =>
    say(
      `镜像的配置 ${f.or('digest', f.text('name'))} 不在 ${f.or('location', '此位置')} 中。层照常显示；历史、平台和 diff ID 未知。`,
      '请连同配置重新保存镜像。',
    ),
  'diff-ids-mismatch': (f) =>
    say(
      `配置列出 ${f.number('diffIds')} 层，清单列出 ${f.number('layers')} 层。没有 diff ID 的层无法校验。`,
      '请询问镜像的构建者；该配置与这些层不匹配。',
    ),
  'digest-invalid': (f) =>
    say(
      `${lead(f)}${isDiffId(f) ? 'diff ID ' : ''}${f.quoted('digest')}不是摘要（应为 sha256: 加 64 位小写十六进制数字），${isDiffId(f) ? UNCHECKED : '不去查找该数据块。'}`,
      `${isDiffId(f) ? '配置' : '清单'}有误；请用较新的工具重新构建或推送镜像。`,
    ),
  'digest-mismatch': (f) =>
    say(
      `${lead(f)}${subjectZh(f)}${f.text('what') === 'diff-id' ? '解压后的' : '的'}摘要是 ${f.text('actual')}，而声明的是 ${f.text('expected')}。内容照样显示；请勿信任此镜像。`,
      SAVE_AGAIN,
    ),
  'digest-unsupported': (f) =>
    say(
      `${lead(f)}${isDiffId(f) ? `${f.quoted('algorithm')}类型的 diff ID 未知，${UNCHECKED}` : `${f.quoted('algorithm')}类型的摘要无法校验或查找，该数据块不显示。`}`,
      '支持 sha256 和 sha512；请用其中之一重新构建或推送镜像。',
    ),
  'entry-type-skipped': (f) =>
    say(`${lead(f)}${f.path} 的类型是${f.quoted('type')}，没有容器运行时会解开它；已跳过。`, NOTHING_TO_DO),
  'global-header-ignored': (f) =>
    say(
      `${lead(f)}${optional(f.has('offset'), `偏移 ${f.number('offset')} 处的`)} pax 全局头已略过，与容器运行时一致。`,
      NOTHING_TO_DO,
    ),
  'hardlink-target-missing': (f) =>
    say(
      `${lead(f)}硬链接 ${f.path} 指向 ${f.text('target')}，而它不存在；该链接已略去。`,
      '容器运行时会拒绝这样的层；请重新构建。',
    ),
  'hardlink-to-directory': (f) =>
    say(
      `${lead(f)}硬链接 ${f.path} 指向目录 ${f.text('target')}；没有文件系统允许这样做，该链接已略去。`,
      '容器运行时会拒绝这样的层；请重新构建。',
    ),
  'history-absent': () => say('镜像没有历史；显示各层时不带生成它们的步骤。', NOTHING_TO_DO),
  'history-mismatch': (f) =>
    say(
      `历史中有 ${f.number('steps')} 个带层的步骤，而镜像有 ${f.number('layers')} 层。步骤与层分开显示。`,
      '构建镜像的工具写错了历史；层不受影响。',
    ),
  'images-left-out': (f) =>
    say(
      `${f.or('location', '此位置')} 列出的镜像超过 ${f.number('limit')} 个；之后的不显示。`,
      '请打开只含所需镜像的归档，或以更大的 --limit-images 重新启动。',
    ),
  'implied-over-declared': (f) =>
    say(
      `${where(f)}需要文件夹 ${f.path} 却没有声明它；Docker 会给它默认属性，其他工具则保留下层的属性，这里按后者显示。`,
      '在该层中声明此文件夹，即可处处一致。',
    ),
  'index-cycle': (f) =>
    say(`索引 ${f.text('digest')} 又指回自身；它所列的内容已略去。`, '正常的工具不会这样写；请勿信任此镜像。'),
  'json-bom': (f) =>
    say(`${documentZh(f)}以字节顺序标记开头；读取时已去掉。`, '其他工具可能拒绝它；请写成不带该标记的文件。'),
  'json-duplicate-key': (f) =>
    say(
      `${documentZh(f)}中键${f.quoted('key')}出现了两次；以后一个为准。其他工具可能取前一个。`,
      '请让文档中的每个键只出现一次。',
    ),
  'json-shape': (f) => say(`${lead(f)}${shapeZh(f)}`, '请用较新的工具重新构建或保存镜像。'),
  'json-syntax': (f) => say(`${documentZh(f)}在第 ${f.number('offset')} 字节处不是有效的 JSON。`, SAVE_AGAIN),
  'layer-encrypted': (f) => say(`${where(f)}已加密，其内容无法显示。`, '请先解密镜像。'),
  'layout-version': (f) =>
    say(
      `oci-layout 写的版本是 ${f.text('version')}；只认识 1.0.0，按 1.0.0 读取。`,
      '如果显示有误，请查看本程序是否有新版本。',
    ),
  'limit-entries': (f) => say(`${where(f)}${tooManyZh(f)}；之后的不显示。`, raise('entries')),
  'limit-index-depth': (f) => say(`索引的嵌套超过 ${f.number('limit')} 层；不再往下读。`, raise('index-depth')),
  'limit-json-depth': (f) => say(`${documentZh(f)}的嵌套超过 ${f.number('limit')} 层；不读取。`, raise('json-depth')),
  'limit-json-size': (f) =>
    say(`${documentZh(f)}有 ${f.number('size')} 字节，超过上限 ${f.number('limit')}；不读取。`, raise('json-size')),
  'limit-json-values': (f) => say(`${documentZh(f)}的值超过 ${f.number('limit')} 个；不读取。`, raise('json-values')),
  'limit-layers': (f) =>
    say(
      `某个镜像${f.has('layers') ? `有 ${f.number('layers')} 层` : '的层数'}，超过 ${f.number('limit')} 层；该镜像已略去。`,
      raise('layers'),
    ),
  'limit-path-length': (f) =>
    say(
      `${lead(f)}某个条目的路径（或链接）有 ${f.number('size')} 字节，超过 ${f.number('limit')}；该条目已略去。${optional(f.has('begins') || f.hasPath, `它的开头是“${f.or('begins', f.path)}”。`)}`,
      raise('path-length'),
    ),
  'limit-pax-size': (f) =>
    say(
      `${lead(f)}${optional(f.has('offset'), `偏移 ${f.number('offset')} 处`)}有 ${f.number('size')} 字节的扩展头，超过 ${f.number('limit')} 字节（容器运行时也会拒绝）；该层只读到此处。`,
      raise('pax-size'),
    ),
  'limit-unpacked-ratio': (f) =>
    say(
      `${lead(f)}${f.number('stored')} 字节解压后超过 ${f.number('unpacked')} 字节（${f.number('limit')} 倍以上）；这像是解压炸弹。该层不显示。`,
      raise('unpacked-ratio'),
    ),
  'limit-zstd-window': (f) =>
    say(
      `${lead(f)}其 zstd 数据要求 ${f.number('window')} 字节的窗口，超过 ${f.number('limit')}；不解压。`,
      raise('zstd-window'),
    ),
  'manifest-missing': (f) =>
    say(
      f.count('count') > 1
        ? `${f.or('name', 'index.json')} 所列的 ${f.number('count')} 个清单${optional(f.has('platforms'), `（${f.text('platforms')}）`)}不在 ${f.or('location', '此位置')} 中；这些镜像已略去。`
        : `${f.or('name', 'index.json')} 所列的清单 ${f.text('digest')}${optional(f.has('platforms'), `（${f.text('platforms')}）`)}不在 ${f.or('location', '此位置')} 中；该镜像已略去。`,
      '副本可能只含部分平台；要查看其余平台，请保存或获取包含所有平台的镜像。',
    ),
  'media-type-unknown': (f) =>
    say(
      `${where(f)}的媒体类型 ${f.text('mediaType')} 未知；其字节仍被认出并显示。`,
      '容器运行时可能拒绝该层；请用已知的媒体类型重新推送镜像。',
    ),
  'member-link-loop': (f) => say(`${lead(f)}成员 ${f.text('member')} 是一个又指回自身的链接。`, SAVE_AGAIN),
  'member-not-a-file': (f) => say(`${lead(f)}成员 ${f.text('member')} 是${memberZh(f)}，不是文件。`, SAVE_AGAIN),
  'member-outside': (f) =>
    say(
      `${lead(f)}${f.or('name', 'manifest.json（或某个链接）')} 指向 ${f.text('target')}，它在归档之外。不予打开。`,
      '正常的工具不会这样写；请勿信任此镜像。',
    ),
  'member-repeated': (f) =>
    say(
      `归档中 ${f.text('member')} 出现了两次；以后一个为准，与 Docker 载入时一致。`,
      '其他工具可能取前一个；请重新保存镜像。',
    ),
  missing: (f) =>
    say(
      `${where(f)}不在 ${f.or('location', '此位置')} 中${optional(f.has('digest'), `（${f.text('digest')}）`)}。其他层照常显示。`,
      f.has('url')
        ? `它是存放在 ${f.text('url')} 的外部层；这里不会去获取。要查看其内容，请连同它一起保存镜像。`
        : '请连同所有层重新保存或复制镜像。',
    ),
  'parent-replaced': (f) =>
    say(
      `${where(f)}在 ${f.path} 之下放置条目，而它在下面的层中是${typeZh(f)}；它变为文件夹，与基于 overlay 的引擎一致，原来的内容被遮盖。`,
      '请改为写到链接的目标之下（例如用 usr/bin 代替 bin）。',
    ),
  'path-escapes-root': (f) =>
    say(`${lead(f)}${f.path} 越出了根目录；该条目已忽略。`, '正常的工具不会这样写；请勿信任此镜像。'),
  'root-not-directory': (f) =>
    say(`${lead(f)}根目录 / 的条目是${typeZh(f)}，不是目录；已略去。`, '制作该层的工具写错了条目；请重新构建该层。'),
  schema1: (f) =>
    say(
      `清单${optional(f.has('digest'), ` ${f.text('digest')} `)}是 Docker schema 1 格式，已不再支持；该镜像已略去。`,
      '请用较新的工具拉取并保存镜像。',
    ),
  'size-mismatch': (f) =>
    say(
      `${f.layer === null ? subjectZh(f) : where(f)}有 ${f.number('actual')} 字节，而声明的是 ${f.number('expected')} 字节。内容照样显示。`,
      SAVE_AGAIN,
    ),
  'stream-corrupt': (f) =>
    say(
      `${lead(f)}${f.or('compression', '压缩')} 数据已损坏或提前结束${optional(f.has('offset'), `（第 ${f.number('offset')} 字节${optional(f.has('size'), `，共 ${f.number('size')} 字节`)}）`)}。到此为止的条目照常显示。`,
      SAVE_AGAIN,
    ),
  'tar-corrupt': (f) =>
    say(
      `${lead(f)}tar ${optional(f.has('offset'), `在偏移 ${f.number('offset')} 处`)}无法继续读取${optional(f.has('reason'), `（${reasonZh(f)}）`)}。此前的条目照常显示。`,
      SAVE_AGAIN,
    ),
  'text-not-utf8': (f) => say(`${documentZh(f)}含有不是 UTF-8 的字节；显示为 \ufffd。`, NOTHING_TO_DO),
  'through-non-directory': (f) =>
    say(
      `${lead(f)}${f.path} 经过 ${f.or('directory', '某个路径')}，而同一层已把它做成链接或文件。各工具解开的结果不同。`,
      '请重新构建该层，并把文件夹声明为文件夹。',
    ),
  'whiteout-of-nothing': (f) => say(`${lead(f)}whiteout ${f.path} 没有遮盖任何内容。`, NOTHING_TO_DO),
};

const isDiffId = (f: Facts) => f.text('what') === 'diff-id';
const UNCHECKED = '内容照样显示，但无法据此校验。';

function tooManyZh(f: Facts): string {
  switch (f.text('what')) {
    case 'folders':
      return `的名称隐含了超过 ${f.number('limit')} 个它没有的文件夹`;
    case 'text':
      return `的名称、链接和属性过长（比其条目应有的多 ${f.number('limit')} 字节）`;
    default:
      return `的条目超过 ${f.number('limit')} 个`;
  }
}

function subjectZh(f: Facts): string {
  switch (f.text('what')) {
    case 'manifest':
      return '清单';
    case 'config':
      return '配置';
    case 'index':
      return '索引';
    default:
      return '其字节';
  }
}

function memberZh(f: Facts): string {
  switch (f.text('type')) {
    case 'dir':
      return '文件夹';
    case 'fifo':
      return ' FIFO';
    case 'sparse':
      return '稀疏文件，声称几乎全是空洞';
    default:
      return '设备';
  }
}

const TYPES_ZH: Readonly<Record<string, string>> = {
  file: '文件',
  symlink: '符号链接',
  hardlink: '硬链接',
  char: '字符设备',
  block: '块设备',
  fifo: ' FIFO',
  dir: '目录',
};

const typeZh = (f: Facts) => TYPES_ZH[f.text('type')] ?? '非目录';
