const SECRET_NAME =
  /(?:^|[_.-])(?:pass(?:word|wd|phrase)?|secret|token|(?:api|access|private)[_.-]?key|credentials?|auth)(?:$|[_.-])/i;
/** The same as a part of a name in camel case. */
const SECRET_PART =
  /[a-z0-9](?:Pass(?:word|wd|phrase)?|Secret|Token|(?:Api|Access|Private)Key|Credentials?)(?:$|[A-Z_.-])/;
/** Where a secret lies is none. */
const PLACE = /(?:file|path|dir|folder)$/i;
const SECRET_VALUE =
  /^(?:AKIA[0-9A-Z]{16}|gh[pousr]_\w{30,}|xox[abpr]-|-----BEGIN |eyJ[\w-]{10,}\.)|:\/\/[^/\s:@]+:[^/\s@]+@/;

/** Whether a value is better not shown to everyone who looks over a shoulder: by its name or its form. A guess. */
export function looksSecret(name: string, value: string): boolean {
  const isNamedSo = !PLACE.test(name) && (SECRET_NAME.test(name) || SECRET_PART.test(name));
  return value !== '' && (isNamedSo || SECRET_VALUE.test(value));
}
