import type { TextDiff } from './diff-texts';
import type { SyntaxToken } from './highlight-tokens';
import type { SyntaxLanguage } from './syntax-language';

/** What is asked of the worker that deals with texts. */
export type TextTask =
  | { readonly kind: 'diff'; readonly before: string; readonly after: string; readonly withEnds: boolean }
  | { readonly kind: 'highlight'; readonly text: string; readonly language: SyntaxLanguage };

export interface TextAnswers {
  readonly diff: TextDiff | null;
  readonly highlight: readonly SyntaxToken[];
}

/** Does one task in a worker of its own, which ends with it: a text that keeps it busy cannot hold up another. */
export function runTextTask<Kind extends TextTask['kind']>(
  task: Extract<TextTask, { readonly kind: Kind }>,
  signal: AbortSignal,
): Promise<TextAnswers[Kind]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./text-worker.ts', import.meta.url), { type: 'module' });
    const end = () => worker.terminate();
    signal.addEventListener('abort', () => {
      end();
      reject(signal.reason as Error);
    });
    worker.onmessage = ({ data }: MessageEvent<TextAnswers[Kind]>) => {
      end();
      resolve(data);
    };
    worker.onerror = (event) => {
      end();
      reject(new Error(event.message));
    };
    worker.postMessage(task);
  });
}
