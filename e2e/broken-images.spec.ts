import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import {
  archive as archiveOf,
  compress,
  corpusFolder,
  image,
  type LayerOptions,
  type LayerRecipe,
  layer,
  ociLayout,
  zstdFrameOfWindow,
} from '@stratascope/core/testing';
import { ociArchive } from './archives';
import { imageUrl, inspector, row, rows, slab, unfold } from './explorer';
import type { Product } from './product';
import { expect, test } from './test';

const good = layer().dir('etc').file('etc/motd', 'Welcome aboard.\n');
const lost = layer().file('etc/lost', 'nobody knows\n');
const top = layer().file('etc/issue', 'Lighthouse 2\n');
const name = 'harbour/damaged:1';

/** A layer whose stream ends in the middle of its second file. */
function cutLayer(): LayerOptions {
  const recipe = layer().file('srv/first', 'whole\n').file('srv/second', new Uint8Array(200_000).fill(0x61));
  const blob = compress(recipe.tar().subarray(0, 100_000), 'gzip');
  return { content: recipe, blob: blob.subarray(0, blob.length - 12) };
}

test('an image without one of its layers says which, and shows the others', async ({ page, start, write }) => {
  const missing: LayerOptions = { content: lost, isMissing: true };
  const archive = write('missing.tar', ociArchive(image({ names: [name], layers: [good, missing, top] })));
  const product = await start({ locations: [archive] });
  await page.goto(imageUrl(product, name));
  await expect(page.getByRole('main')).toContainText(/Layer 2 is not in /);
  await expect(slab(page, 2)).toContainText('?');
  await row(page, 'etc').locator('button').first().click();
  await expect(rows(page)).toHaveCount(3);
  await row(page, 'motd').click();
  await expect(inspector(page).getByRole('region', { name: 'Contents' })).toContainText('Welcome aboard.');
  await expect(inspector(page)).toContainText('What layer 2 did to it is not known: it could not be read whole.');

  await page.getByRole('button', { name: 'Stratascope, Library' }).click();
  const card = page.getByRole('alert').filter({ hasText: `${name} has problems` });
  await card.getByRole('link', { name: 'Open anyway' }).click();
  await expect(rows(page).first()).toBeVisible();
});

test('a layer that ends early shows what came before its end', async ({ page, start, write }) => {
  const archive = write('cut.tar', ociArchive(image({ names: [name], layers: [good, cutLayer(), top] })));
  const product = await start({ locations: [archive] });
  await page.goto(imageUrl(product, name));
  await expect(page.getByRole('main')).toContainText(/Layer 2[: ]/);
  await expect(slab(page, 2)).toHaveAccessibleName(/This layer ends early: read in part\./);
  await row(page, 'srv').locator('button').first().click();
  await expect(row(page, 'first')).toBeVisible();
  await slab(page, 2).click();
  await expect(inspector(page)).toContainText('read in part');
  await expect(inspector(page).getByRole('heading', { name: 'Problems' })).toBeVisible();
});

test('a layer that is not what its digest promises is shown, but not trusted', async ({ page, start, write }) => {
  const false_ = { content: top, diffId: `sha256:${'1'.repeat(64)}` };
  const archive = write('false.tar', ociArchive(image({ names: [name], layers: [good, false_] })));
  const product = await start({ locations: [archive] });
  await page.goto(imageUrl(product, name));
  await expect(page.getByRole('main')).toContainText(/do not trust this image/i);
  await row(page, 'etc').locator('button').first().click();
  await expect(row(page, 'issue')).toBeVisible();
});

test('what is no image is told with what to do, where it was named on the command line too', async ({
  page,
  start,
  write,
}) => {
  const archive = write('ok.tar', ociArchive(image({ names: [name], layers: [good] })));
  const picture = write('picture.png', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'));
  const product = await start({ locations: [archive, picture] });
  await page.goto(product.url);
  const card = page.getByRole('alert').filter({ hasText: 'picture.png cannot be opened' });
  await expect(card).toContainText(/PNG picture/);
  await expect(card).toContainText(/docker save/);
  await card.getByRole('button', { name: 'Dismiss' }).click();
  await expect(card).toHaveCount(0);
});

/** What the page says of a damaged image: what is wrong, where, and what to do; and what of it can still be explored. */
interface PageCase {
  readonly what: string;
  readonly layer: LayerOptions | LayerRecipe;
  readonly says: RegExp;
  readonly advises: RegExp;
  /** In the folder `etc`, besides `motd` of the base. */
  readonly shows?: string;
}

const gzipped = (recipe: LayerRecipe) => compress(recipe.tar(), 'gzip');
const many = layer().file('etc/first', 'whole\n').file('etc/second', 'lost\n');

const PAGE_CASES: readonly PageCase[] = [
  {
    what: 'a layer whose tar has a wrong check sum',
    layer: layer()
      .file('etc/first', 'whole\n')
      .entry({
        name: new TextEncoder().encode('etc/second'),
        typeflag: '0',
        spoilHeader: (header) => header.fill(0x39, 148, 154),
      }),
    says: /Layer 2: the tar cannot be read on at offset [\d,]+ \(bad checksum\)\. Entries before it are shown\./,
    advises: /Save or fetch the image again and compare\./,
    shows: 'first',
  },
  {
    what: 'a layer that bzip2 compressed',
    layer: { content: many, blob: new TextEncoder().encode('BZh91AY&SY and so on') },
    says: /Layer 2 is compressed with bzip2, which cannot be read here\./,
    advises: /Unpack the layer, or save the image with gzip or zstd layers\./,
  },
  {
    what: 'an encrypted layer',
    layer: { content: many, descriptor: { mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip+encrypted' } },
    says: /Layer 2 is encrypted; its contents cannot be shown\./,
    advises: /Decrypt the image first\./,
  },
  {
    what: 'a layer that claims a petabyte of zeros',
    layer: layer().sparse('etc/first', 2 ** 50, [{ offset: 0, content: 'x' }]),
    says: /Layer 2: [\d,]+ bytes unpack to more than 1,073,741,824/,
    advises: /start again with a higher --limit-unpacked-ratio\./,
  },
  {
    what: 'a layer with a header of a megabyte and more',
    layer: layer()
      .file('etc/first', 'whole\n')
      .file('etc/second', '', { xattrs: { 'user.a': 'v'.repeat(1_100_000) } }),
    says: /Layer 2: an extension header of [\d,]+ bytes at offset [\d,]+ is larger than 1,048,576 bytes/,
    advises: /start again with a higher --limit-pax-size\./,
    shows: 'first',
  },
  {
    what: 'a name that climbs out of the image',
    layer: layer().file('../../etc/passwd', 'x').file('etc/first', 'whole\n'),
    says: /Layer 2: \.\.\/\.\.\/etc\/passwd climbs out of the root; the entry is ignored\./,
    advises: /do not trust the image\./,
    shows: 'first',
  },
  {
    what: 'a hard link to nothing',
    layer: layer().hardlink('etc/second', 'etc/gone').file('etc/first', 'whole\n'),
    says: /Layer 2: the hard link \/etc\/second points to etc\/gone, which is not there; the link is left out\./,
    advises: /build it anew\./,
    shows: 'first',
  },
  {
    what: 'a layer whose digest is none',
    layer: { content: many, descriptor: { digest: 'sha256:short' } },
    says: /Layer 2: “sha256:short” is not a digest/,
    advises: /build or push the image again with a current tool\./,
  },
  {
    what: 'a layer of another size than its descriptor says',
    layer: { content: many, descriptor: { size: 5 } },
    says: /Layer 2 has [\d,]+ bytes, but 5 were promised\. Contents are shown all the same\./,
    advises: /Save or fetch the image again and compare\./,
    shows: 'second',
  },
  {
    what: 'a gzip stream with a turned bit',
    layer: {
      content: many,
      blob: gzipped(many).map((byte, at, all) => (at === all.length - 8 ? byte ^ 1 : byte)),
    },
    says: /Layer 2: the gzip data are damaged or end early \(at byte \d+ of \d+\)\. Entries up to there are shown\./,
    advises: /Save or fetch the image again and compare\./,
    shows: 'first',
  },
];

test.describe('an image with', () => {
  for (const [at, { what, layer: damaged, says, advises, shows }] of PAGE_CASES.entries()) {
    test(`${what} says so, what to do, and shows the rest`, async ({ page, start, write }) => {
      const named = `harbour/case-${at}:1`;
      const archive = write('case.tar', ociArchive(image({ names: [named], layers: [good, damaged] })));
      const product = await start({ locations: [archive] });
      await page.goto(imageUrl(product, named));
      const main = page.getByRole('main');
      await expect(main).toContainText(says);
      await expect(main).toContainText(advises);
      await unfold(page, 'etc');
      if (shows !== undefined) await expect(row(page, shows)).toBeVisible();
      await row(page, 'motd').click();
      await expect(inspector(page).getByRole('region', { name: 'Contents' })).toContainText('Welcome aboard.');
      await expect(page.locator('body')).not.toContainText(STACK_TRACE);
    });
  }
});

/** What a user never has to read. */
const STACK_TRACE = /^\s*at .*:\d+|TypeError|undefined|\[object /m;

const documentsOf = (edit: (name: string, text: string) => string) =>
  archiveOf(
    ociLayout([image({ names: [name], layers: [good] })]).map((member) =>
      'content' in member && member.name === 'index.json'
        ? {
            name: member.name,
            content: new TextEncoder().encode(edit(member.name, new TextDecoder().decode(member.content))),
          }
        : member,
    ),
  );

test('files of which no image can be shown are told one by one, each with what to do', async ({
  page,
  start,
  write,
}) => {
  const whole = ociArchive(image({ names: [name], layers: [good] }));
  const refused: readonly (readonly [file: string, bytes: Uint8Array, says: RegExp, advises: RegExp])[] = [
    [
      'cut.tar',
      whole.subarray(0, 600),
      /is damaged at byte [\d,]+: its tar cannot be read on \(data cut off\)\./,
      /fetch or save the image again\./,
    ],
    ['empty.tar', new Uint8Array(), /is empty \(0 bytes\)\./, /save the image again\./],
    [
      'syntax.tar',
      documentsOf((_, text) => text.slice(0, -5)),
      /index\.json in .*syntax\.tar is not valid JSON at byte \d+\./,
      /fetch or save the image again\./,
    ],
    [
      'deep.tar',
      documentsOf(() => '['.repeat(600)),
      /is nested more than 512 deep; it is not read\./,
      /a higher --limit-json-depth\./,
    ],
    ['no-list.tar', documentsOf(() => '{}'), /“manifests” has to be a list, but is missing\./, /with a current tool\./],
    [
      'bomb.tar.zst',
      zstdFrameOfWindow(30),
      /ask for a window of 1,073,741,824 bytes/,
      /a higher --limit-zstd-window\./,
    ],
    ['notes.txt', new TextEncoder().encode('notes'), /it is a text\./, /docker save/],
  ];
  const files = refused.map(([file, bytes]) => write(file, bytes));
  const product = await start({ locations: [write('ok.tar', whole), ...files] });
  await page.goto(product.url);
  for (const [file, , says, advises] of refused) {
    const card = page.getByRole('alert').filter({ hasText: `${file} cannot be opened` });
    await expect(card).toContainText(says);
    await expect(card).toContainText(advises);
  }
  await expect(page.locator('body')).not.toContainText(STACK_TRACE);
});

test.describe('the corpus', () => {
  const corpus = corpusFolder();
  test.skip(corpus === null, 'STRATASCOPE_CORPUS is not set: the images of the corpus are not looked at');
  const expected: readonly Expected[] =
    corpus === null ? [] : JSON.parse(readFileSync(join(corpus, 'broken', 'expected.json'), 'utf8'));

  for (const file of [
    'missing-layer.tar',
    'stream-cut-gzip.tar',
    'tar-bad-header.tar',
    'digest-wrong-diff-id.tar',
    'entry-escapes.tar',
    'bomb-gzip.tar',
    'json-config-syntax.tar',
    'member-outside.tar',
    'pax-50mb.tar',
    'zstd-window.tar',
  ]) {
    test(`${file} opens with what its truth expects, and the layers that are good can be explored`, async ({
      page,
      start,
    }) => {
      const truth = expected.find((each) => each.file === file);
      test.skip(truth === undefined, `${file} is not in this corpus`);
      const product = await start({ locations: [join(corpus ?? '', 'broken', file)] });
      // By its name: in the library its file gives way to its problem.
      await page.goto(imageUrl(product, 'example/app:1'));
      await expect(page).toHaveURL(/\/image\/sha256:/);
      const [, digest = ''] = /\/image\/(sha256:[0-9a-f]+)/.exec(page.url()) ?? [];
      // The page says word for word what the API tells.
      const told = await problemsOf(page, product, digest);
      const problem = told.find(({ code, layer: of }) => code === truth?.code && (truth.layer ?? of) === of);
      expect(problem, JSON.stringify(told)).toBeDefined();
      await expect(page.getByRole('main')).toContainText(`${problem?.message} ${problem?.hint}`);
      for (const path of truth?.present ?? []) await expect(row(page, path.split('/')[1] ?? '', 1)).toBeVisible();
      await unfold(page, 'l0');
      await row(page, 'a').click();
      await expect(inspector(page).getByRole('region', { name: 'Contents' })).toBeVisible();
      await expect(page.locator('body')).not.toContainText(STACK_TRACE);
    });
  }

  test('files of which no image can be shown say so in the words that their truth expects', async ({ page, start }) => {
    const refused = expected.filter(({ outcome, file }) => outcome === 'error' && !/deep|folder|index$/.test(file));
    const product = await start({
      locations: refused
        .map(({ file }) => join(corpus ?? '', 'broken', file))
        .concat(join(corpus ?? '', 'broken', 'ok-oci.tar')),
    });
    await page.goto(product.url);
    for (const { file } of refused) {
      const card = page.getByRole('alert').filter({ hasText: `${file} cannot be opened` });
      await expect(card).toContainText(/\S.*[.!] \S.*[.!]/);
    }
    await expect(page.locator('body')).not.toContainText(STACK_TRACE);
  });
});

interface Expected {
  readonly file: string;
  readonly outcome: string;
  readonly code?: string;
  readonly layer?: number;
  readonly present?: readonly string[];
}

interface ToldProblem {
  readonly code: string;
  readonly layer?: number;
  readonly message: string;
  readonly hint: string;
}

/** What the API tells of an image once it is read. */
async function problemsOf(page: Page, product: Product, digest: string): Promise<readonly ToldProblem[]> {
  await expect(rows(page).first()).toHaveAccessibleName(/, |empty/);
  const answer = await page.request.get(new URL(`/api/v1/images/${digest}`, product.url).href);
  return (await answer.json()).problems;
}
