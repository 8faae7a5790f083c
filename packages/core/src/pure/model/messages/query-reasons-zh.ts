import type { QueryProblem } from '../query-problem';
import type { Facts } from './message';

/** 搜索为何无法理解。 */
export function queryReasonZh(f: Facts): string {
  const problem = f.text('problem');
  return REASONS[Object.hasOwn(REASONS, problem) ? (problem as QueryProblem) : 'empty'](f);
}

const REASONS: Record<QueryProblem, (f: Facts) => string> = {
  empty: () => '没有要搜索的内容',
  'too-long': (f) => `搜索最多 ${f.number('most')} 个字符`,
  'too-many-terms': (f) => `搜索最多 ${f.number('most')} 个条件`,
  'nothing-negated': () => '减号后须紧跟一个条件',
  'open-quote': () => '引号没有闭合',
  'after-quote': () => '右引号后须有空格',
  'unknown-key': () => '没有这个键；在冒号前加反斜杠可按文本搜索',
  'value-missing': (f) => (f.has('key') ? `“${f.text('key')}:”需要一个值` : '引号中没有内容'),
  'value-unknown': (f) => `这不是“${f.text('key')}:”的值`,
  'range-down': () => '范围的终点小于起点',
};
