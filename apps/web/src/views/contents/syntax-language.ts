/** A language that text can be coloured in. */
export type SyntaxLanguage =
  | 'bash'
  | 'c'
  | 'css'
  | 'dockerfile'
  | 'go'
  | 'ini'
  | 'java'
  | 'javascript'
  | 'json'
  | 'makefile'
  | 'perl'
  | 'python'
  | 'ruby'
  | 'rust'
  | 'sql'
  | 'xml'
  | 'yaml';

const ENDINGS: Readonly<Record<SyntaxLanguage, string>> = {
  bash: 'sh bash zsh ash profile bashrc postinst preinst postrm prerm',
  c: 'c h cc cpp cxx hpp',
  css: 'css',
  dockerfile: 'dockerfile containerfile',
  go: 'go',
  ini: 'ini conf cfg toml service socket timer mount desktop list repo properties env',
  java: 'java kt scala',
  javascript: 'js mjs cjs ts tsx jsx',
  json: 'json map lock',
  makefile: 'mk makefile',
  perl: 'pl pm',
  python: 'py pyi',
  ruby: 'rb gemspec rakefile gemfile',
  rust: 'rs',
  sql: 'sql',
  xml: 'xml html htm svg xsl plist',
  yaml: 'yml yaml',
};
const BY_ENDING: ReadonlyMap<string, SyntaxLanguage> = new Map(
  Object.entries(ENDINGS).flatMap(([language, endings]) =>
    endings.split(' ').map((ending) => [ending, language as SyntaxLanguage] as const),
  ),
);
const INTERPRETERS: readonly (readonly [RegExp, SyntaxLanguage])[] = [
  [/\b(?:ba|da|a|z|k)?sh\b/, 'bash'],
  [/\bpython/, 'python'],
  [/\bperl/, 'perl'],
  [/\bruby/, 'ruby'],
  [/\bnode\b/, 'javascript'],
];

/** The language of a file by the end of its name, else by the program that its first line names; null where neither tells. */
export function syntaxLanguage(name: string, interpreter: string | null): SyntaxLanguage | null {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const byName = BY_ENDING.get(ending);
  if (byName !== undefined) return byName;
  return INTERPRETERS.find(([program]) => interpreter !== null && program.test(interpreter))?.[1] ?? null;
}
