import type { ByteString } from './byte-string';
import type { ErrorCode } from './image-error';
import { ERROR_MESSAGES_EN } from './messages/error-messages-en';
import { ERROR_MESSAGES_ZH } from './messages/error-messages-zh';
import { type Facts, type Language, type Message, readFacts } from './messages/message';
import { PROBLEM_MESSAGES_EN } from './messages/problem-messages-en';
import { PROBLEM_MESSAGES_ZH } from './messages/problem-messages-zh';
import type { Problem, ProblemCode, ProblemDetails } from './problem';

const PROBLEMS: Record<Language, Record<ProblemCode, (facts: Facts) => Message>> = {
  en: PROBLEM_MESSAGES_EN,
  zh: PROBLEM_MESSAGES_ZH,
};

const ERRORS: Record<Language, Record<ErrorCode, (facts: Facts) => Message>> = {
  en: ERROR_MESSAGES_EN,
  zh: ERROR_MESSAGES_ZH,
};

const MORE: Record<Language, (facts: Facts) => Message> = {
  en: (f) => {
    const verb = f.count('more') === 1 ? 'is' : 'are';
    const there = f.layer === null ? `There ${verb}` : `Layer ${f.layer}: there ${verb}`;
    return { message: `${there} ${f.number('more')} more of this kind.`, hint: 'The first ones are listed.' };
  },
  zh: (f) => ({
    message: `${f.layer === null ? '' : `第 ${f.layer} 层：`}此类还有 ${f.number('more')} 个。`,
    hint: '已列出最前面的一些。',
  }),
};

/** What a problem or note says: what it is and where, and what to do. Names in it are safe to print. */
export function describeProblem(problem: Problem, language: Language = 'en'): Message {
  const facts = readFacts(problem, language);
  return problem.details?.more === undefined ? PROBLEMS[language][problem.code](facts) : MORE[language](facts);
}

/** What an error says. `ImageError` is one; `path` is for errors that name a path in the image. */
export function describeError(
  error: { readonly code: ErrorCode; readonly details?: ProblemDetails; readonly path?: ByteString },
  language: Language = 'en',
): Message {
  return ERRORS[language][error.code](readFacts(error, language));
}
