import { looksSecret } from './looks-secret';

/** What stands for a value that looks secret. */
export const MASK = '••••••••';

/** `NAME=value`, the value in quotes or up to the next blank. */
const PAIR = /(?<![\w.-])([A-Za-z_][\w.-]*)=("(?:[^"\\]|\\.)*"|'[^']*'|[^\s"']+)/g;
/** `--name value`, `--name=value`, and as two words of a list. */
const FLAG = /(?<![\w-])(--?[A-Za-z][\w-]*)(=| |",? ?")("[^"]*"|'[^']*'|[^\s"'-][^\s"']*)/g;
/** What is secret by its own form, or by the word before it. */
const TOKEN = /\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_\w{30,}|xox[abpr]-[\w-]{10,}|eyJ[\w-]{10,}\.[\w.-]+)/g;
const BEARER = /\b(Bearer|Basic) +[\w+/=.~-]{8,}/g;
const URL_PASSWORD = /(:\/\/[^/\s:@]+:)[^/\s@]+(?=@)/g;

/**
 * A text in which what looks secret is masked: values of variables and flags by their name or form,
 * tokens, passwords in addresses. A guess, for whoever looks over a shoulder.
 */
export function maskSecrets(text: string): string {
  return text
    .replace(PAIR, (pair, name: string, value: string) =>
      looksSecret(name, value.replace(/^["']|["']$/g, '')) ? `${name}=${MASK}` : pair,
    )
    .replace(FLAG, (flag, name: string, between: string, value: string) =>
      looksSecret(name.replace(/^-+/, ''), value) ? `${name}${between}${MASK}` : flag,
    )
    .replace(TOKEN, MASK)
    .replace(BEARER, `$1 ${MASK}`)
    .replace(URL_PASSWORD, `$1${MASK}`);
}
