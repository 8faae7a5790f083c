import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/**
 * Links of Markdown pages that lead nowhere: to a file that is not there, or a heading that its page has not. Links to
 * the web are not followed; a check must not depend on others' servers.
 *
 * @param {readonly string[]} pages Absolute paths.
 * @param {string} from What paths are told relative to.
 * @returns {string[]}
 */
export function brokenLinks(pages, from) {
  return pages.flatMap((page) => {
    const text = withoutCode(readFileSync(page, 'utf8'));
    const targets = [
      ...text.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)|<(?:img|a)\b[^>]*?\b(?:src|href)="([^"]+)"/g),
    ];
    return targets
      .map(([, markdown, html]) => markdown ?? html ?? '')
      .filter((target) => !/^[a-z][a-z0-9+.-]*:/i.test(target) && !leadsSomewhere(page, target))
      .map((target) => `${relative(from, page)} links to ${target}, which is not there`);
  });
}

/**
 * @param {string} page
 * @param {string} target
 */
function leadsSomewhere(page, target) {
  const [path = '', heading] = target.split('#');
  const file = path === '' ? page : join(dirname(page), decodeURIComponent(path));
  if (!existsSync(file)) return false;
  return heading === undefined || !file.endsWith('.md') || headingIds(file).has(heading.toLowerCase());
}

/**
 * The anchors that a page's headings get where Markdown is shown on the web.
 * @param {string} page
 */
function headingIds(page) {
  const headings = [...withoutCode(readFileSync(page, 'utf8'), { inline: false }).matchAll(/^#{1,6}\s+(.+?)\s*$/gm)];
  return new Set(
    headings.map(([, text = '']) =>
      text
        .toLowerCase()
        .replace(/[^\p{Letter}\p{Number}\s_-]/gu, '')
        .replace(/\s/g, '-'),
    ),
  );
}

/**
 * @param {string} text
 * @param {{ inline?: boolean }} [options]
 */
function withoutCode(text, { inline = true } = {}) {
  const prose = text.replace(/^(```|~~~)[\s\S]*?^\1/gm, '');
  return inline ? prose.replace(/`[^`\n]*`/g, '') : prose;
}
