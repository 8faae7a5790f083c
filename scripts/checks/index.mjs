import { arrows } from './arrows.mjs';
import { build } from './build.mjs';
import { builtCommand } from './built-command.mjs';
import { deadCode } from './dead-code.mjs';
import { docLinks } from './doc-links.mjs';
import { endToEnd } from './end-to-end.mjs';
import { formatAndLint } from './format-and-lint.mjs';
import { sizeBudget } from './size-budget.mjs';
import { tests } from './tests.mjs';
import { types } from './types.mjs';

/** All that has to hold, in the order in which it is looked at: what is quick to know comes first. */
export const checks = [
  formatAndLint,
  types,
  arrows,
  deadCode,
  tests,
  build,
  sizeBudget,
  docLinks,
  builtCommand,
  endToEnd,
];

/** The ones that need a browser; `npm run check` leaves them out. */
export const browserChecks = [endToEnd];
