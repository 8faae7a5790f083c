import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { imageUrl, inspector, openSample, row, slab, stack } from './explorer';
import type { Product } from './product';
import { bytesBelow, bytesText, command, listed, SAMPLE_FILE } from './sample';
import { expect, test } from './test';

const corpus = process.env.STRATASCOPE_CORPUS ?? null;
const STORY = 'localhost/corpus/debian-story:12';

/** Whoever does a task: counts clicks, keys pressed and words typed (one each, however long). */
class Hand {
  steps = 0;
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async click(what: Locator): Promise<void> {
    this.steps++;
    await what.click();
  }

  async press(key: string): Promise<void> {
    this.steps++;
    await this.page.keyboard.press(key);
  }

  /** Finds by the search box: its key, the words, Enter. */
  async find(words: string): Promise<void> {
    await this.press('Control+k');
    this.steps++;
    await this.page.keyboard.type(words);
    await expect(found(this.page).getByRole('option', { selected: true })).toBeVisible();
    await this.press('Enter');
    await expect(found(this.page)).toBeHidden();
  }
}

const found = (page: Page) => page.getByRole('listbox', { name: 'Search paths' });
/** What the inspector says of a fact. */
const facts = (page: Page, name: string) => inspector(page).locator('dt', { hasText: name }).locator('+ dd');
const largestFile = (page: Page) =>
  inspector(page).getByRole('heading', { name: 'Largest files' }).locator('..').getByRole('listitem').first();

/** A size as it stands in the page, whose unit has a column of its own. */
const size = (bytes: number) => new RegExp(bytesText(bytes).replace('.', '\\.').replace(' ', '\\s*'));
const buried = (page: Page) =>
  inspector(page).getByRole('heading', { name: 'What it buries in layers below' }).locator('..');

/** Bytes of a layer that another brought again only for their mode, owner or time, as the command counts them. */
async function copiedForMetadata(archive: string, layer: number, by: number): Promise<number> {
  const { images } = JSON.parse(await command('analyze', archive, '--json')) as {
    images: { layers: { deadBy: { cause: string; by: number; bytes: number }[] }[] }[];
  };
  const dead = images[0]?.layers[layer - 1]?.deadBy.find((each) => each.by === by && each.cause === 'metadata');
  return dead?.bytes ?? 0;
}

/** Says after which layer the base ends, where nothing else tells. */
async function endBaseAfter(hand: Hand, layer: number): Promise<void> {
  await hand.click(inspector(hand.page).getByRole('button', { name: 'Say where it ends' }));
  await hand.click(hand.page.getByRole('menuitem', { name: new RegExp(`^${layer}\\s`) }));
}

test.describe('on the sample', () => {
  test('why it is bigger than its base takes one click on the tallest slab above it', async ({ page, product }) => {
    await openSample(page, product);
    const hand = new Hand(page);
    await expect(facts(page, 'Own')).toContainText(size(40_500_000));
    await hand.click(slab(page, 4));
    await expect(inspector(page)).toContainText('apt-get install -y gcc gfortran');
    await expect(largestFile(page)).toContainText('/usr/lib/gcc/x86_64-linux-gnu/12/cc1');
    expect(hand.steps).toBe(1);
  });

  test('which layer removed a file, and its last contents, take one search', async ({ page, product }) => {
    await openSample(page, product);
    const hand = new Hand(page);
    await hand.find('stations.yaml');
    await expect(inspector(page)).toContainText('Removed in 9');
    const contents = await command('cat', SAMPLE_FILE, '/app/config/stations.yaml', '--level', '8');
    await expect(inspector(page)).toContainText(contents.split('\n')[0] ?? '');
    expect(hand.steps).toBe(3);
  });

  test('which step changed only modes, and what that cost, take one click', async ({ page, product }) => {
    await openSample(page, product);
    const hand = new Hand(page);
    await hand.click(slab(page, 8));
    await expect(facts(page, 'Changes')).toContainText('nothing but mode, owner, time or attributes');
    await expect(buried(page)).toContainText(size(await copiedForMetadata(SAMPLE_FILE, 7, 8)));
    expect(hand.steps).toBe(1);
  });

  test('what a folder is like as of a layer takes two searches and a key', async ({ page, product }) => {
    await openSample(page, product);
    const hand = new Hand(page);
    await hand.find('/etc/ssl');
    await hand.press('ArrowRight');
    await hand.find('layer 3');
    await expect(stack(page)).toContainText('3 / 9');
    const rows = await listed(SAMPLE_FILE, '--level', '3');
    await expect(row(page, 'ssl')).toContainText(size(bytesBelow(rows, '/etc/ssl')));
    await expect(row(page, 'openssl.cnf')).toBeVisible();
    expect(hand.steps).toBe(7);
  });

  test('which files of the base are hidden by own layers takes one click', async ({ page, product }) => {
    await openSample(page, product);
    const hand = new Hand(page);
    await hand.click(inspector(page).getByRole('button', { name: /Files of the base that own layers/ }));
    const lines = await command('find', SAMPLE_FILE, 'over:..3 layer:4.. type:file', '--format', 'jsonl');
    const paths = lines.trimEnd().split('\n');
    await expect(found(page).getByRole('group', { name: 'Paths' }).getByRole('option')).toHaveCount(paths.length);
    expect(hand.steps).toBe(1);
  });
});

test.describe('on an image that buildah made of Debian packages', () => {
  test.skip(corpus === null, 'STRATASCOPE_CORPUS is not set: the images of the corpus are not looked at');
  const archive = join(corpus ?? '', 'images/debian-story/podman.tar.zst');

  /** Opens it in a product of its own. */
  async function openStory(page: Page, start: (options: { locations: string[] }) => Promise<Product>): Promise<void> {
    const product = await start({ locations: [archive] });
    await page.goto(imageUrl(product, STORY));
    await expect(row(page, 'usr')).toBeVisible();
  }

  test('why it is bigger than its base takes two clicks to say where that ends, and one', async ({ page, start }) => {
    await openStory(page, start);
    const hand = new Hand(page);
    await endBaseAfter(hand, 1);
    await expect(facts(page, 'Own')).toContainText(size(1_400_000));
    await hand.click(slab(page, 12));
    await expect(largestFile(page)).toContainText('/usr/bin/cat');
    expect(hand.steps).toBe(3);
  });

  test('which layer removed a file, and its last contents, take one search', async ({ page, start }) => {
    await openStory(page, start);
    const hand = new Hand(page);
    await hand.find('ucf.conf');
    await expect(inspector(page)).toContainText('Removed in 11');
    const contents = await command('cat', archive, '/etc/ucf.conf', '--level', '10');
    await expect(inspector(page)).toContainText(contents.split('\n').find((line) => line.length > 10) ?? '');
    expect(hand.steps).toBe(3);
  });

  test('which steps changed only modes and owners, and what that cost, take a click each', async ({ page, start }) => {
    await openStory(page, start);
    const hand = new Hand(page);
    for (const layer of [6, 7]) {
      await hand.click(slab(page, layer));
      await expect(facts(page, 'Changes')).toContainText('nothing but mode, owner, time or attributes');
      await expect(buried(page)).toContainText(size(await copiedForMetadata(archive, layer - 1, layer)));
    }
    expect(hand.steps).toBe(2);
  });

  test('what a folder is like as of a layer takes two searches and a key', async ({ page, start }) => {
    await openStory(page, start);
    const hand = new Hand(page);
    await hand.find('/srv/app');
    await hand.press('ArrowRight');
    await hand.find('layer 5');
    await expect(stack(page)).toContainText('5 / 12');
    const rows = await listed(archive, '--level', '5');
    await expect(row(page, 'app')).toContainText(size(bytesBelow(rows, '/srv/app')));
    expect(hand.steps).toBe(7);
  });

  test('which files of the base are hidden by own layers takes two clicks to say where that ends, and one', async ({
    page,
    start,
  }) => {
    await openStory(page, start);
    const hand = new Hand(page);
    await endBaseAfter(hand, 1);
    await hand.click(inspector(page).getByRole('button', { name: /Files of the base that own layers/ }));
    const lines = await command('find', archive, 'over:1 layer:2.. type:file', '--format', 'jsonl');
    const paths = lines.trimEnd().split('\n');
    await expect(found(page).getByRole('group', { name: 'Paths' }).getByRole('option')).toHaveCount(paths.length);
    expect(hand.steps).toBe(3);
  });
});
