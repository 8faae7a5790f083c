import { parseArgs } from 'node:util';
import { type AllLimits, ImageError } from '@stratascope/core';
import { LIMIT_FLAGS, parseLimits } from './limits';
import { OPTIONS, type Option, type OptionKey } from './options';

/** The arguments of one command, checked for form; what they mean is the command's to say. */
export interface Arguments {
  readonly positionals: readonly string[];
  readonly isHelpAsked: boolean;
  /** Limits that were set; the others keep their defaults. */
  readonly limits: Partial<AllLimits>;
  isSet(option: OptionKey): boolean;
  /** The value of a flag that takes one; undefined where it was not given. */
  value(option: OptionKey): string | undefined;
}

/**
 * Reads what follows the name of a command. Of a flag given twice the last counts.
 *
 * @param takes The flags that the command knows.
 * @throws ImageError `usage` for any other flag, or one whose value is missing.
 */
export function parseArguments(args: readonly string[], takes: readonly OptionKey[]): Arguments {
  const options: Record<string, { type: 'string' | 'boolean'; short?: string }> = {
    help: { type: 'boolean', short: 'h' },
  };
  for (const option of takes)
    options[OPTIONS[option].name] = { type: hasValue(OPTIONS[option]) ? 'string' : 'boolean' };
  for (const { flag } of LIMIT_FLAGS) options[flag] = { type: 'string' };

  const { values, positionals } = parse(args, options);
  return {
    positionals,
    isHelpAsked: values.help === true,
    limits: parseLimits(values),
    isSet: (option) => values[OPTIONS[option].name] !== undefined,
    value(option) {
      const value = values[OPTIONS[option].name];
      return typeof value === 'string' ? value : undefined;
    },
  };
}

const hasValue = (option: Option) => option.value !== undefined;

function parse(args: readonly string[], options: Record<string, { type: 'string' | 'boolean'; short?: string }>) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    return { values: values as Readonly<Record<string, string | boolean | undefined>>, positionals };
  } catch (error) {
    // Node's own sentence names the flag and what is wrong with it; the advice after the first sentence is for authors.
    const reason = error instanceof Error ? error.message.split(/\. |\.?\n/)[0] : String(error);
    throw new ImageError('usage', { details: { reason: reason ?? '' }, cause: error });
  }
}
