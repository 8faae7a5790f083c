import type { ErrorCode } from '../image-error';
import type { Facts, Message } from './message';
import { queryReasonZh } from './query-reasons-zh';
import { documentZh, raise, reasonZh, seemsZh, shapeZh } from './words-zh';

const say = (message: string, hint: string): Message => ({ message, hint });
const optional = (condition: boolean, text: string) => (condition ? text : '');
const file = (f: Facts) => f.or('location', '此位置');

const HOW_TO_SAVE = '请用“docker save -o image.tar 名称”保存镜像，或保存为 OCI layout。';
const FETCH_AGAIN = '下载可能不完整；请重新获取或保存镜像。';

/** 每个错误的中文说明。 */
export const ERROR_MESSAGES_ZH: Record<ErrorCode, (facts: Facts) => Message> = {
  'archive-corrupt': (f) =>
    say(
      `归档 ${file(f)} ${optional(f.has('offset'), `在第 ${f.number('offset')} 字节处`)}已损坏：其 tar 无法继续读取${optional(f.has('reason'), `（${reasonZh(f)}）`)}。`,
      FETCH_AGAIN,
    ),
  'artifact-only': (f) =>
    say(
      `${file(f)} 中没有镜像，只有 ${f.number('artifacts')} 个制品${optional(f.has('artifactType'), `（${f.text('artifactType')}）`)}。没有可显示的层。`,
      '请使用该制品所属的工具。',
    ),
  'compression-unsupported': (f) =>
    say(`${file(f)} 使用 ${f.text('compression')} 压缩，这里无法读取。`, '请先解压，或改用 gzip、zstd 或 xz 压缩。'),
  'digest-invalid': (f) =>
    say(
      `${f.quoted('digest')}不是摘要（应为 sha256: 加 64 位小写十六进制数字），不去查找该清单。`,
      '索引有误；请用较新的工具重新构建或保存镜像。',
    ),
  'empty-file': (f) => say(`${file(f)} 是空文件（0 字节）。`, '写出它的命令可能失败了；请重新保存镜像。'),
  'index-missing': (f) =>
    say(
      `${file(f)} 中有数据块但没有 index.json：无法得知指的是哪个镜像。`,
      '请复制整个布局，包括 index.json 和 oci-layout。',
    ),
  'json-shape': (f) => say(shapeZh(f), '请用较新的工具重新构建或保存镜像。'),
  'json-syntax': (f) => say(`${documentZh(f)}在第 ${f.number('offset')} 字节处不是有效的 JSON。`, FETCH_AGAIN),
  'limit-index-depth': (f) =>
    say(`${file(f)}：索引的嵌套超过 ${f.number('limit')} 层；不再往下读。`, raise('index-depth')),
  'limit-json-depth': (f) => say(`${documentZh(f)}的嵌套超过 ${f.number('limit')} 层；不读取。`, raise('json-depth')),
  'limit-json-size': (f) =>
    say(`${documentZh(f)}有 ${f.number('size')} 字节，超过上限 ${f.number('limit')}；不读取。`, raise('json-size')),
  'limit-json-values': (f) => say(`${documentZh(f)}的值超过 ${f.number('limit')} 个；不读取。`, raise('json-values')),
  'limit-layers': (f) =>
    say(
      `${file(f)}：某个镜像${f.has('layers') ? `有 ${f.number('layers')} 层` : '的层数'}，超过 ${f.number('limit')} 层；不读取。`,
      raise('layers'),
    ),
  'limit-members': (f) =>
    say(`归档 ${file(f)} 的成员超过 ${f.number('limit')} 个，或名称过长；不读取。`, raise('members')),
  'limit-open-images': (f) =>
    say(
      `${file(f)} 没有打开：加上它，打开的镜像将有 ${f.number('images')} 个，超过 ${f.number('limit')} 个。`,
      '请关闭不需要的位置，或以更大的 --limit-open-images 重新启动。',
    ),
  'limit-data-size': (f) =>
    say(
      `${file(f)} 不予保存：数据文件夹${optional(f.has('folder'), ` ${f.text('folder')} `)}最多容纳 ${f.number('limit')} 字节的此类文件。`,
      '请关闭不需要的上传，或以更大的 --limit-data-size 重新启动。',
    ),
  'limit-unpacked-ratio': (f) =>
    say(
      `${file(f)}：${f.number('stored')} 字节解压后超过 ${f.number('unpacked')} 字节（${f.number('limit')} 倍以上）；这像是解压炸弹。`,
      raise('unpacked-ratio'),
    ),
  'limit-zstd-window': (f) =>
    say(
      `${file(f)}：其 zstd 数据要求 ${f.number('window')} 字节的窗口，超过 ${f.number('limit')}；不解压。`,
      raise('zstd-window'),
    ),
  'location-changed': (f) => say(`${file(f)} 自打开以来已改变；先前显示的内容已不在。`, '请重新打开（重新载入）。'),
  'location-missing': (f) => say(`${file(f)} 不存在。`, '请检查路径；它以输入命令时所在的文件夹为准。'),
  'location-unreadable': (f) =>
    say(
      `${file(f)} 无法读取${optional(f.has('reason'), `（${reasonZh(f)}）`)}。`,
      '请检查您是否有权读取它及沿途的所有文件夹。',
    ),
  'manifest-missing': (f) =>
    say(
      `${f.or('name', 'index.json')} 所列的清单 ${f.text('digest')} 不在 ${file(f)} 中。`,
      '请连同所有数据块重新保存或复制镜像。',
    ),
  'no-images': (f) => say(`${file(f)} 没有列出任何镜像。`, HOW_TO_SAVE),
  'not-an-image': (f) =>
    say(
      `${file(f)} 不是容器镜像：它是${seemsZh(f)}。`,
      f.text('seems') === 'docker-folder' ? '请打开原来的归档，或用 tar 重新打包。' : HOW_TO_SAVE,
    ),
  schema1: (f) =>
    say(`${file(f)}：其清单是 Docker schema 1 格式，已不再支持，这里无法读取。`, '请用较新的工具拉取并保存镜像。'),
  'stream-corrupt': (f) =>
    say(
      `${file(f)}：${f.or('compression', '压缩')} 数据已损坏或提前结束${optional(f.has('offset'), `（第 ${f.number('offset')} 字节${optional(f.has('size'), `，共 ${f.number('size')} 字节`)}）`)}。`,
      FETCH_AGAIN,
    ),
  'upload-too-large': (f) =>
    say(
      `送来的内容超过 ${f.number('limit')} 字节；不予保存。`,
      '请改为按路径打开文件，或以更大的 --limit-upload-size 重新启动。',
    ),
  'data-folder-unwritable': (f) =>
    say(
      `数据文件夹${optional(f.has('folder'), ` ${f.text('folder')} `)}无法写入${optional(f.has('reason'), `（${f.text('reason')}）`)}。`,
      '请检查是否有写入权限，或用 --data-dir 指定另一个文件夹。',
    ),
  'disk-full': (f) =>
    say(
      `数据文件夹${optional(f.has('folder'), ` ${f.text('folder')} `)}已没有空间。`,
      '请腾出空间，或用 --data-dir 指定另一个文件夹。',
    ),
  cancelled: () => say('操作已取消。', '需要时可重新开始。'),
  'image-ambiguous': (f) =>
    say(
      `${file(f)} 中有 ${f.number('count')} 个镜像；不清楚指的是哪一个。`,
      '请用 --image 名称或摘要选择；有多个平台时再加 --platform OS/ARCH。',
    ),
  'image-unknown': (f) =>
    say(
      `${file(f)} 中没有镜像${f.quoted('image')}。`,
      f.has('names') ? `其中有 ${f.text('names')}。` : '可用 inspect 命令列出其中的镜像。',
    ),
  'platform-unknown': (f) =>
    say(
      `${file(f)} 中没有平台${f.quoted('platform')}的镜像。`,
      f.has('platforms') ? `其中有 ${f.text('platforms')}。` : '可用 inspect 命令列出其中的平台。',
    ),
  'level-unknown': (f) =>
    say(
      `没有第 ${f.text('level')} 级。`,
      `级别从 0（空的根目录）到 ${f.has('layers') ? f.number('layers') : '层数'}。`,
    ),
  'layer-unknown': (f) =>
    say(`没有第 ${f.text('layer')} 层。`, `层从 1（基础层）编号到 ${f.has('layers') ? f.number('layers') : '层数'}。`),
  'path-unknown': (f) =>
    say(
      `${f.hasPath ? f.path : f.or('path', '该路径')} 不在镜像${optional(f.has('level'), `第 ${f.number('level')} 级`)}中。`,
      '请检查拼写；“why”会说明已删除路径的经历。',
    ),
  'not-a-file': (f) =>
    say(`${f.hasPath ? f.path : f.or('path', '该路径')} 不是普通文件，没有可显示的内容。`, '请指定一个文件。'),
  usage: (f) => say(f.or('reason', '无法理解该命令。'), '参见 --help。'),
  'query-invalid': (f) =>
    say(
      `无法理解该搜索${optional(f.has('found'), `中的 ${f.quoted('found')}（第 ${f.count('offset') + 1} 个字符）`)}：${queryReasonZh(f)}。`,
      `应为：${f.text('expected')}。参见 docs/search.md。`,
    ),
  'request-invalid': (f) =>
    say(`无法理解该请求${optional(f.has('reason'), `：${f.text('reason')}`)}。`, '参见 docs/http-api.md。'),
  unauthorized: () =>
    say(
      '此服务器只回应持有其令牌的人。',
      '请打开命令显示的完整地址（含“?token=”）；程序请发送“Authorization: Bearer 令牌”。',
    ),
  forbidden: (f) =>
    say(`此服务器不允许该操作${optional(f.has('reason'), `：${f.text('reason')}`)}。`, '请打开命令启动时显示的地址。'),
  'not-found': () => say('此地址没有内容。', '可用的地址见 docs/http-api.md。'),
  internal: () => say('本程序出了差错。', '请报告此问题，并说明您做了什么。'),
};
