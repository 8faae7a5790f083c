/**
 * A shell command as people write it in a Dockerfile: a new line before each `&&`, `||` and after each `;` that stand
 * outside of quotes and brackets, and where several blanks tell of a line that the builder joined. Lines that are there
 * stay. Only white space between words is changed, so that it still says the same.
 */
export function layoutCommand(command: string): readonly string[] {
  if (command.includes('\n')) return command.split('\n').map((line) => line.trimEnd());
  const lines: string[] = [];
  let line = '';
  const end = () => {
    if (line.trim() !== '') lines.push(line.trim());
    line = '';
  };
  let quote = '';
  let depth = 0;
  for (let at = 0; at < command.length; at++) {
    const char = command[at] ?? '';
    if (char === '\\' && quote !== "'") {
      line += char + (command[++at] ?? '');
      continue;
    }
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'" || char === '`') {
      quote = char;
    } else if (char === '(' || char === '{') {
      depth++;
    } else if (char === ')' || char === '}') {
      depth = Math.max(0, depth - 1);
    } else if (depth === 0) {
      const next = command[at + 1];
      if ((char === '&' || char === '|') && next === char) {
        end();
        line += char + next;
        at++;
        continue;
      }
      if (char === ';' && next !== ';' && !line.endsWith(';')) {
        line += char;
        end();
        continue;
      }
      if (isBlank(char) && isBlank(next)) {
        end();
        while (isBlank(command[at + 1])) at++;
        continue;
      }
    }
    line += char;
  }
  end();
  return lines;
}

const isBlank = (char: string | undefined) => char === ' ' || char === '\t';
