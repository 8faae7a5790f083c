import { looksSecret } from './looks-secret';

/** What stands for a value that looks secret. */
export const MASK = '••••••••';

/** `NAME=value`, the value in quotes or up to the next blank. */
const PAIR = /(?<![\w.-])([A-Za-z_][\w.-]*)=("(?:[^"\\]|\\.)*"|'[^']*'|[^\s"']+)/g;
const URL_PASSWORD = /(:\/\/[^/\s:@]+:)[^/\s@]+(?=@)/g;

/** A text in which what looks secret is masked: values of variables by their name or form, passwords in addresses. */
export function maskSecrets(text: string): string {
  return text
    .replace(PAIR, (pair, name: string, value: string) =>
      looksSecret(name, value.replace(/^["']|["']$/g, '')) ? `${name}=${MASK}` : pair,
    )
    .replace(URL_PASSWORD, `$1${MASK}`);
}
