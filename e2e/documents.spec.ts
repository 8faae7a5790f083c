import type { Page } from '@playwright/test';
import { archive, type ImageRecipe, image, layer, ociLayout } from '@stratascope/core/testing';
import { imageUrl, inspector, levelHandle, row, rows } from './explorer';
import { expect, test } from './test';

const NAME = 'harbour/both:1';

/** One image for two platforms with an attestation; only the first has all files. */
function platforms(): readonly [amd64: ImageRecipe, arm64: ImageRecipe] {
  const common = layer().dir('etc').file('etc/motd', 'welcome\n');
  const both = (architecture: string, own: ReturnType<typeof layer>) =>
    image({
      names: [NAME],
      layers: [common, { content: own, createdBy: 'RUN /bin/sh -c deploy --token s3cr3t-word # buildkit' }],
      platform: { os: 'linux', architecture },
      config: {
        Env: ['PATH=/bin', 'API_TOKEN=abcdef'],
        Labels: { 'db.password': 'swordfish', note: 'plain' },
        Entrypoint: ['/bin/server'],
      },
    });
  return [
    both('amd64', layer().file('etc/only-here', 'amd64\n').file('etc/both', 'a')),
    both('arm64', layer().file('etc/both', 'b')),
  ];
}

const document = (page: Page, name: string) =>
  page.getByRole('group').filter({ has: page.getByText(name, { exact: true }) });

test('digests in index, manifest and config lead to what they name', async ({ page, start, write }) => {
  const [amd64, arm64] = platforms();
  const nodes = [
    {
      kind: 'index' as const,
      names: [NAME],
      manifests: [amd64, arm64, { kind: 'attestation' as const, of: amd64, statement: { builder: 'harbour' } }],
    },
  ];
  const product = await start({ locations: [write('both.tar', archive(ociLayout(nodes)))] });
  const open = (query: string) => page.goto(imageUrl(product, NAME, query));
  await open('?platform=linux%2Famd64&tab=config');
  await page.getByText('Image index', { exact: true }).click();
  await page.getByText('Manifest', { exact: true }).last().click();
  const manifest = document(page, 'Manifest').first();

  // The config document opens, and has the focus.
  await manifest
    .getByRole('button', { name: /sha256:/ })
    .first()
    .click();
  await expect(page.locator('summary', { hasText: /^Config$/ })).toBeFocused();
  const config = document(page, 'Config').first();
  await expect(config).toContainText('"architecture": "amd64"');

  // What looks secret is masked until asked for, by the name of its key too.
  await expect(config).toContainText('"db.password"');
  await expect(config).toContainText('"API_TOKEN=');
  await expect(config).not.toContainText('swordfish');
  await expect(config).not.toContainText('abcdef');
  await config
    .locator('div', { hasText: '"db.password"' })
    .last()
    .getByRole('button', { name: 'Show', exact: true })
    .click();
  await expect(config).toContainText('swordfish');

  await manifest
    .getByRole('button', { name: /sha256:/ })
    .last()
    .click();
  await expect(inspector(page).getByRole('heading', { name: 'Layer 2' })).toBeVisible();

  await page.goBack();
  await page.goBack();
  const [, arm] = await digests(page);
  await page.getByText('Image index', { exact: true }).click();
  await page.getByRole('button', { name: `"${arm}"` }).click();
  await expect(page).toHaveURL(new RegExp(`/image/${arm}`));
});

test('what looks secret in an instruction is masked wherever it stands, until asked for', async ({
  page,
  start,
  write,
}) => {
  const [amd64] = platforms();
  const product = await start({ locations: [write('one.tar', archive(ociLayout([amd64])))] });
  await page.goto(imageUrl(product, NAME, '?layer=2'));
  const details = inspector(page);
  await expect(details).toContainText('deploy --token ••••••••');
  expect(await page.content()).not.toContain('s3cr3t-word');
  await details.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(details).toContainText('s3cr3t-word');
  await page.getByRole('tab', { name: 'Config' }).click();
  await expect(page.getByRole('row', { name: /deploy --token/ })).toContainText('••••••••');
  expect(await page.content()).not.toContain('s3cr3t-word');
});

test('another platform is one click away, with path and level', async ({ page, start, write }) => {
  const [amd64, arm64] = platforms();
  const nodes = [{ kind: 'index' as const, names: [NAME], manifests: [amd64, arm64] }];
  const product = await start({ locations: [write('both.tar', archive(ociLayout(nodes)))] });
  await page.goto(imageUrl(product, NAME, '?platform=linux%2Famd64&path=/etc/motd&at=1'));
  await expect(row(page, 'motd')).toBeVisible();
  await page.getByRole('button', { name: 'Platform: linux/amd64' }).click();
  await page.getByRole('menuitemradio', { name: /linux\/arm64/ }).click();
  await expect(page.getByRole('button', { name: 'Platform: linux/arm64' })).toBeVisible();
  await expect(row(page, 'motd')).toHaveAttribute('aria-selected', 'true');
  await expect(levelHandle(page)).toHaveAttribute('aria-valuenow', '1');

  await page.goto(imageUrl(product, NAME, '?platform=linux%2Famd64&path=/etc/only-here'));
  await expect(row(page, 'only-here')).toBeVisible();
  await page.getByRole('button', { name: 'Platform: linux/amd64' }).click();
  await page.getByRole('menuitemradio', { name: /linux\/arm64/ }).click();
  await expect(inspector(page)).toContainText('No layer of this image has this path.');
  await expect(rows(page).first()).toBeVisible();
});

test('an attachment says what it is and what it belongs to', async ({ page, start, write }) => {
  const [amd64, arm64] = platforms();
  const attestation = { kind: 'attestation' as const, of: amd64, statement: { builder: 'harbour' } };
  const nodes = [{ kind: 'index' as const, names: [NAME], manifests: [amd64, arm64, attestation] }];
  const product = await start({ locations: [write('both.tar', archive(ociLayout(nodes)))] });
  await page.goto(imageUrl(product, NAME, '?platform=linux%2Famd64&tab=config'));
  await page.getByRole('button', { name: 'attestation-manifest' }).click();
  await expect(page.getByText('An attachment of an image: it has no file system to explore.')).toBeVisible();
  await page.getByText('Manifest', { exact: true }).last().click();
  await expect(page.getByText(/in-toto/).first()).toBeVisible();
  await page
    .getByRole('button', { name: /^sha256:/ })
    .first()
    .click();
  await expect(page.getByRole('button', { name: 'Platform: linux/amd64' })).toBeVisible();
});

/** Of the platforms of the open image, in the order of its index. */
async function digests(page: Page): Promise<readonly string[]> {
  return await page.evaluate(async () => {
    const answer = await fetch('/api/v1/locations');
    const { locations } = (await answer.json()) as { locations: { images: { ref: string; names: string[] }[] }[] };
    return locations
      .flatMap(({ images }) => images)
      .filter(({ names }) => names.includes('harbour/both:1'))
      .map(({ ref }) => ref);
  });
}
