import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { image, layer } from '@stratascope/core/testing';
import { ociArchive } from './archives';
import { runCommand } from './command/run-command';
import { imageUrl, inspector, rows } from './explorer';
import { type Product, startProduct } from './product';
import { expect, test } from './test';

const NAME = 'harbour/files:1';
const HUGE = 2 ** 30;

const numbers = (length: number) => Uint8Array.from({ length }, (_, at) => (at * at) >> 3);
const before = numbers(5000);
const after = Uint8Array.from(before);
after.set([0xca, 0xfe], 3000);

/** An ELF header of a library for x86-64, and nothing that could run. */
const elf = Buffer.concat([
  Buffer.from('7f454c46020101000000000000000000 03003e00'.replace(' ', ''), 'hex'),
  numbers(2000),
]);
/** `security.capability`, version 2: what bit 10 allows, at once. */
const netBindService = Uint8Array.from({ length: 20 }, (_, at) => [1, 0, 0, 2, 0, 4][at] ?? 0);

/** A picture of one colour; `claimed`: the width and height that its header tells. */
function png(side: number, rgb: readonly number[], claimed = side): Buffer {
  const row = Buffer.concat([Buffer.of(0), ...Array.from({ length: side }, () => Buffer.from(rgb))]);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(claimed, 0);
  head.writeUInt32BE(claimed, 4);
  head.set([8, 2], 8);
  const chunk = (type: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: side }, () => row)))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const first = layer()
  .dir('bin')
  .file('bin/server', elf, {
    mode: 0o755,
    xattrs: { 'security.capability': netBindService, 'user.note': 'hello', 'user.raw': new Uint8Array([1, 0xff, 0]) },
  })
  .hardlink('bin/again', 'bin/server')
  .file('bin/su', elf, { mode: 0o4755 })
  .dir('tmp', { mode: 0o1777 })
  .file('data.bin', before)
  .file('logo.png', png(20, [200, 0, 0]))
  .file('bomb.png', png(2, [0, 0, 0], 60_000))
  .file('evil.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>document.title = "run"</script></svg>')
  .file('long-line', `${'x'.repeat(2_000_000)}\nend\n`)
  .file('marks.txt', 'one\r\n\ttwo\r\n')
  .symlink('a', 'b')
  .symlink('b', 'bin/server')
  .symlink('round', 'about')
  .symlink('about', 'round');
const second = layer()
  .file('data.bin', after)
  .file('logo.png', png(20, [0, 0, 200]))
  .sparse('huge', HUGE, [
    { offset: 0, content: 'the beginning' },
    { offset: HUGE - 16, content: 'and here it ends' },
  ]);

let product: Product;
let folder: string;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stratascope-e2e-'));
  const archive = join(folder, 'files.tar');
  const layers = [first, second, layer().whiteout('logo.png')];
  writeFileSync(archive, ociArchive(image({ names: [NAME], layers })));
  product = await startProduct({ locations: [archive], flags: ['--limit-unpacked-ratio', '1000000'] });
});
test.afterAll(async () => {
  await product.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function open(page: Page, query: string): Promise<void> {
  await page.goto(imageUrl(product, NAME, query));
  await expect(rows(page).first()).toBeVisible();
  await expect(inspector(page).getByRole('heading', { level: 2 })).toBeVisible();
}
const panel = (page: Page, name: string) => inspector(page).getByRole('tabpanel', { name });

test('two versions of a binary file stand beside each other, by keys alone', async ({ page }) => {
  await open(page, '?path=/data.bin');
  await page.keyboard.press('d');
  const diff = panel(page, 'Diff');
  await expect(diff).toContainText('Not text: 5,000 B became 5,000 B. 2 bytes differ, the first at 00000bb8.');
  await expect(diff).toContainText('≠');
  await expect(diff).toContainText('ca fe');
  await diff
    .getByRole('button', { name: /equal bytes/ })
    .first()
    .click();
  await expect(diff).toContainText('00000000');
  await page.keyboard.press('h');
  await expect(panel(page, 'Hex')).toContainText('00000000');
  await page.keyboard.press('c');
  await expect(panel(page, 'Contents')).toContainText('Not text, and of no kind that is known here');
});

test('line ends and tabs are drawn on demand', async ({ page }) => {
  await open(page, '?path=/marks.txt');
  const contents = panel(page, 'Contents');
  await expect(contents.getByText('TAB')).toHaveCount(0);
  await page.keyboard.press('u');
  await expect(contents.getByText('TAB')).toHaveCount(1);
  await expect(contents.getByText('LF', { exact: true })).toHaveCount(2);
});

test('the entry of a file, of a link and of a whiteout is shown as it stands in the tar', async ({ page }) => {
  await open(page, '?path=/bin/server');
  await inspector(page).getByRole('tab', { name: 'Raw entry' }).click();
  const raw = panel(page, 'Raw entry');
  await expect(raw).toContainText(/A file\. In the tar of layer 1 its header stands at 512 and has 1,536 bytes\./);
  await expect(raw).toContainText('SCHILY.xattr.user.note');
  await expect(raw).toContainText('bin/server');
  await expect(raw).toContainText('00000200');

  await open(page, '?path=/a');
  await inspector(page).getByText('Raw entry').click();
  await expect(inspector(page)).toContainText('A symbolic link. In the tar of layer 1');

  await open(page, '?path=/logo.png&ver=3');
  await inspector(page).getByText('Raw entry').first().click();
  await expect(inspector(page)).toContainText('A whiteout, which hides the path below. In the tar of layer 3');
  await expect(inspector(page)).toContainText('.wh.logo.png');
});

test('attributes and modes are said in words, names of one file are listed', async ({ page }) => {
  await open(page, '?path=/bin/again');
  const details = inspector(page);
  await expect(details).toContainText('cap_net_bind_service=ep');
  await expect(details).toContainText('may listen on ports below 1024 · as soon as it is run');
  await expect(details).toContainText('user.notehello');
  await expect(details).toContainText('01ff00 (3 bytes)');
  await expect(details).toContainText('2 names of the same file');
  await expect(details).toContainText('ELF program or library for Linux, x86-64, 64-bit');

  await open(page, '?path=/bin/su');
  await expect(inspector(page)).toContainText('setuid: runs as its owner, whoever starts it');
  await open(page, '?path=/tmp');
  await expect(inspector(page)).toContainText('sticky: only its owner may remove a file in it');
});

test('a symbolic link is followed step by step, and a circle is said', async ({ page }) => {
  await open(page, '?path=/a');
  const steps = inspector(page).getByRole('region', { name: 'The way of the link' }).getByRole('listitem');
  await expect(steps).toContainText(['/a → b link of layer 1', '/b → bin/server link of layer 1', '/bin/server']);
  await open(page, '?path=/round');
  await expect(inspector(page)).toContainText('The link leads in a circle.');
  await expect(inspector(page)).toContainText('Then back at step 1, without end.');
  await expect(steps).toHaveCount(2);
});

test('two pictures are compared with a wipe; one that claims too much is not drawn', async ({ page }) => {
  await open(page, '?path=/logo.png&at=2');
  await page.keyboard.press('d');
  const pictures = panel(page, 'Diff').getByRole('img');
  await expect(pictures).toHaveCount(2);
  await page.getByRole('slider', { name: 'Wipe: layer 1 at the left' }).fill('30');
  await expect(pictures.last()).toHaveCSS('clip-path', 'inset(0px 70% 0px 0px)');

  await open(page, '?path=/bomb.png');
  await expect(inspector(page)).toContainText('This picture claims 60,000 × 60,000 pixels; it is not drawn.');
  await open(page, '?path=/evil.svg');
  await expect(panel(page, 'Contents')).toContainText('<script>');
  await expect(panel(page, 'Contents').getByRole('img')).toHaveCount(0);
  await expect(page).not.toHaveTitle('run');
});

test('what is very large is shown piece by piece', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/content?')) asked.push(request.headers().range ?? 'all');
  });
  await open(page, '?path=/huge');
  await expect(panel(page, 'Contents')).toContainText('74 68 65 20 62 65 67 69');
  expect(asked).not.toContain('all');
  expect(asked.length).toBeLessThan(5);

  await panel(page, 'Contents').getByRole('textbox', { name: 'Offset' }).fill('0x3ffffff0');
  await page.keyboard.press('Enter');
  await expect(panel(page, 'Contents')).toContainText('61 6e 64 20 68 65 72 65');
  await expect(panel(page, 'Contents')).toContainText(/to 1,073,741,823 of 1,073,741,824/);

  await open(page, '?path=/long-line');
  await expect(panel(page, 'Contents')).toContainText('256.0 kB of 2.0 MB');
  await panel(page, 'Contents').getByRole('button', { name: 'Load 1.0 MB more' }).click();
  await expect(panel(page, 'Contents')).toContainText('1.3 MB of 2.0 MB');
});

test('a file, a folder and a layer are taken along as they are', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: product.url });
  await open(page, '?path=/marks.txt');
  await inspector(page).getByRole('button', { name: 'Copy', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Command that writes this file' }).click();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).toMatch(/^npx stratascope cat .* > \.\/marks\.txt$/);
  const words = (await copied()).split(' > ')[0]?.split(' ').slice(2) ?? [];
  expect((await runCommand(words, { dataFolder: folder })).stdout).toBe('one\r\n\ttwo\r\n');

  await open(page, '?path=/bin');
  const folderTar = await saved(page, 'Download as tar');
  expect(execFileSync('tar', ['-tf', folderTar]).toString().trim().split('\n').sort()).toEqual(
    ['bin/', 'bin/again', 'bin/server', 'bin/su'].sort(),
  );

  await open(page, '?layer=1');
  const blob = readFileSync(await saved(page, 'Download as stored'));
  const { stdout } = await runCommand(['inspect', join(folder, 'files.tar'), '--json'], { dataFolder: folder });
  const { layers } = JSON.parse(stdout).images[0];
  expect(`sha256:${createHash('sha256').update(blob).digest('hex')}`).toBe(layers[0].digest);
});

/** Where the download behind a link lies. */
async function saved(page: Page, name: string): Promise<string> {
  const download = page.waitForEvent('download');
  await inspector(page).getByRole('link', { name }).click();
  return await (await download).path();
}
