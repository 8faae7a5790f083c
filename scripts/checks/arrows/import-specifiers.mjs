import { parseSync, Visitor } from 'vite';

/**
 * What a module imports, as it writes it: `import`, `export … from`, `import()` and `import('…').Type`, types included.
 *
 * By a parser, because a search for words would find them in comments and miss them over two lines.
 *
 * @param {string} fileName Its extension tells the language.
 * @param {string} text
 * @returns {string[]} Each once, in no order.
 * @throws {Error} where the module does not parse.
 */
export function importSpecifiers(fileName, text) {
  const { program, module, errors } = parseSync(fileName, text);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${fileName}: ${error.message}`);

  const specifiers = new Set(module.staticImports.map(({ moduleRequest }) => moduleRequest.value));
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest } of entries) if (moduleRequest) specifiers.add(moduleRequest.value);
  }
  for (const { moduleRequest } of module.dynamicImports) {
    specifiers.add(text.slice(moduleRequest.start, moduleRequest.end).replace(/^['"`]|['"`]$/g, ''));
  }
  new Visitor({
    TSImportType({ source }) {
      specifiers.add(source.value);
    },
  }).visit(program);
  return [...specifiers];
}
