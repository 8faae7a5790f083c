import type { DeathCause } from '@stratascope/core';
import type { LoadedImage } from '@stratascope/core/node';
import { DEATH_WORDS } from './change-words';
import { alignColumns, type Column } from './columns';
import { fitLine } from './fit-line';
import { imageTitle } from './image-title';
import type { LayerLedgerJson, LedgerJson } from './ledger-json';
import type { Paint } from './paint';
import type { sharingOf } from './sharing';
import { group, shareText, sizeParts, sizeText } from './size-text';
import { stepText } from './step-text';

const size = (title: string): readonly Column[] => [
  { title, align: 'right' },
  { title: '', align: 'left', gap: 1 },
];

/** The largest pairs of a layer and the one that killed its bytes; the others are summed up. */
const BURIALS_TOLD = 10;

const COLUMNS: readonly Column[] = [
  { title: 'layer', align: 'right' },
  ...size('stored'),
  ...size('tar'),
  ...size('content'),
  ...size('live'),
  ...size('dead'),
  { title: 'made by', align: 'left' },
];

/** The ledger of an image for eyes: a line a layer, their sum, and what the dead bytes died of. */
export function ledgerLines(
  image: LoadedImage,
  ledger: LedgerJson,
  { paint, columns }: { readonly paint: Paint; readonly columns: number | undefined },
): readonly string[] {
  const { total, level } = ledger;
  const { layerCount } = image.tree;
  const [heading = '', ...rows] = alignColumns(COLUMNS, [
    ...ledger.layers.map((layer) => layerCells(image, layer)),
    sumCells(image, total),
  ]);
  const sum = rows.at(-1) ?? '';
  return [
    `${paint('heading', imageTitle(image))}${level === layerCount ? '' : `  as of layer ${level} of ${layerCount}`}`,
    '',
    paint('quiet', heading),
    ...rows.slice(0, -1).map((line) => fitLine(line, columns)),
    paint('heading', sum),
    '',
    ...deathLines(ledger, paint),
  ];
}

function layerCells(image: LoadedImage, layer: LayerLedgerJson): readonly string[] {
  const read = image.layers[layer.layer - 1];
  const step = image.source.config.steps.find((candidate) => candidate.layer === layer.layer);
  const state = read === undefined || read.state === 'ok' ? '' : `[${read.state}] `;
  return [
    String(layer.layer),
    ...cells(read?.storedBytes ?? null),
    ...cells(read?.tarBytes ?? null),
    // Of a layer that could not be read nothing is known, which is not the same as nothing being there.
    ...[layer.content, layer.live, layer.dead].flatMap((bytes) => cells(read?.index === null ? null : bytes)),
    `${state}${step === undefined ? '' : stepText(step.createdBy)}`,
  ];
}

/** A sum of which a part is not known is at least so much. */
function sumCells({ layers }: LoadedImage, total: LedgerJson['total']): readonly string[] {
  const atLeast = (isWhole: boolean, bytes: number) => {
    const [number = '', unit = ''] = cells(bytes);
    return [isWhole ? number : `≥ ${number}`, unit];
  };
  const isRead = layers.every(({ index }) => index !== null);
  return [
    '',
    ...atLeast(
      layers.every(({ storedBytes }) => storedBytes !== null),
      total.stored,
    ),
    ...atLeast(
      layers.every(({ tarBytes }) => tarBytes !== null),
      total.tar,
    ),
    ...[total.content, total.live, total.dead].flatMap((bytes) => atLeast(isRead, bytes)),
    '',
  ];
}

function cells(bytes: number | null): readonly string[] {
  const { number, unit } = sizeParts(bytes);
  return [number, unit];
}

function deathLines({ layers, total }: LedgerJson, paint: Paint): readonly string[] {
  if (total.dead === 0) return ['No dead bytes: every byte that ships can be seen.'];
  const causes = Object.entries(total.deadBy) as readonly (readonly [DeathCause, number])[];
  const burials = layers
    .flatMap(({ layer, deadBy }) => deadBy.map((dead) => ({ layer, ...dead })))
    .sort((one, other) => other.bytes - one.bytes);
  const rest = burials.slice(BURIALS_TOLD);
  return [
    `${sizeText(total.dead)} dead (${shareText(total.dead, total.content)} of the content): ${causes
      .map(([cause, bytes]) => `${sizeText(bytes)} ${DEATH_WORDS[cause]}`)
      .join(', ')}`,
    ...burials
      .slice(0, BURIALS_TOLD)
      .map(({ layer, by, cause, bytes }) =>
        paint('quiet', `  ${sizeText(bytes)} of layer ${layer} by layer ${by}: ${DEATH_WORDS[cause]}`),
      ),
    ...(rest.length === 0
      ? []
      : [
          paint(
            'quiet',
            `  ${sizeText(rest.reduce((sum, { bytes }) => sum + bytes, 0))} in ${group(rest.length)} more such pairs (all of them: --json)`,
          ),
        ]),
  ];
}

/** What several images share, for eyes. */
export function sharingLines(
  images: readonly LoadedImage[],
  { images: sharing, storedOnce }: ReturnType<typeof sharingOf>,
  paint: Paint,
): readonly string[] {
  const names = images.map((image) => imageTitle(image));
  const columns: readonly Column[] = [...size('own'), ...size('shared'), { title: 'image', align: 'left' }];
  const rows = sharing.map(({ own, shared }, at) => [...cells(own), ...cells(shared), names[at] ?? '']);
  const [heading = '', ...lines] = alignColumns(columns, rows);
  return [
    paint('heading', `Together ${sizeText(storedOnce)} stored, each blob once`),
    '',
    paint('quiet', heading),
    ...lines.flatMap((line, at) => [
      line,
      ...(sharing[at]?.sharedWith ?? []).map(({ image, stored }) =>
        paint('quiet', `    ${sizeText(stored)} with ${names[image] ?? ''}`),
      ),
    ]),
  ];
}
