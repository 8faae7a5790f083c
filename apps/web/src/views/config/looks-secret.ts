const SECRET_NAME =
  /(?:^|_)(?:pass(?:word|wd|phrase)?|secret|token|api_?key|access_?key|private_?key|credentials?|auth)(?:$|_)/i;
const SECRET_VALUE =
  /^(?:AKIA[0-9A-Z]{16}|gh[pousr]_\w{30,}|xox[abpr]-|-----BEGIN |eyJ[\w-]{10,}\.)|:\/\/[^/\s:@]+:[^/\s@]+@/;

/** Whether a value is better not shown to everyone who looks over a shoulder: by its name or its form. A guess. */
export function looksSecret(name: string, value: string): boolean {
  return value !== '' && (SECRET_NAME.test(name) || SECRET_VALUE.test(value));
}
