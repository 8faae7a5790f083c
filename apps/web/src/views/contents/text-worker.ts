import { diffTexts } from './diff-texts';
import { highlightTokens } from './highlight-tokens';
import type { TextTask } from './text-tasks';

self.onmessage = ({ data: task }: MessageEvent<TextTask>) => {
  self.postMessage(
    task.kind === 'diff' ? diffTexts(task.before, task.after, task) : highlightTokens(task.text, task.language),
  );
};
