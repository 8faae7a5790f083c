import { describeProblem, type ImageConfig, type ImageStep, problemKind, visibleString } from '@stratascope/core';
import type { InspectedImage, InspectedLocation } from '../images/inspect-images';
import { alignColumns, type Column } from './columns';
import { fitLine } from './fit-line';
import { refTitle } from './image-title';
import type { Paint } from './paint';
import { sizeParts } from './size-text';
import { stepText } from './step-text';

/** How it is to look where it is written to. */
interface Look {
  readonly paint: Paint;
  /** Of the terminal; undefined where it is none. */
  readonly columns: number | undefined;
}

const STEP_COLUMNS: readonly Column[] = [
  { title: 'layer', align: 'right' },
  { title: 'stored', align: 'right' },
  { title: '', align: 'left', gap: 1 },
  { title: 'tar', align: 'right' },
  { title: '', align: 'left', gap: 1 },
  { title: 'digest', align: 'left' },
  { title: 'made by', align: 'left' },
];

/** What a location holds for eyes: a paragraph an image. */
export function inspectLines({ store, images }: InspectedLocation, look: Look): readonly string[] {
  const kinds = images.length === 1 ? '1 entry' : `${images.length} entries`;
  return [
    look.paint('quiet', `${store.title}, ${kinds}`),
    ...images.flatMap((image) => ['', ...imageLines(image, look)]),
  ];
}

function imageLines(image: InspectedImage, look: Look): readonly string[] {
  const { paint } = look;
  const { ref, source, error, problems } = image;
  const kind =
    ref.kind === 'image'
      ? ''
      : `  ${ref.kind}${ref.artifactType === null ? '' : ` (${visibleString(ref.artifactType)})`}`;
  const facts = [
    fact('id', ref.id),
    fact('digest', ref.digest),
    fact('belongs to', ref.subject),
    ...(source === null || ref.kind !== 'image' ? [] : configFacts(source.config)),
  ].filter((line) => line !== '');
  return [
    `${paint('heading', refTitle(ref))}${kind}`,
    ...facts,
    ...(error === null ? [] : [paint('removed', `  ${error.message} ${error.hint}`)]),
    ...(source === null || source.layers.length === 0 ? [] : ['', ...stackLines(image, look)]),
    ...(problems.length === 0 ? [] : ['', ...problems.map((problem) => problemLine(problem, paint))]),
  ];
}

function configFacts(config: ImageConfig): readonly string[] {
  return [
    fact('created', config.createdAt),
    fact('author', config.author),
    fact('entrypoint', config.entrypoint === null ? null : JSON.stringify(config.entrypoint)),
    fact('command', config.command === null ? null : JSON.stringify(config.command)),
    fact('directory', config.workingDirectory),
    fact('user', config.user),
    ...config.environment.map((variable) => fact('env', variable)),
    ...config.exposedPorts.map((port) => fact('port', port)),
    ...config.volumes.map((volume) => fact('volume', volume)),
    ...Object.entries(config.labels).map(([name, value]) => fact('label', `${name}=${value}`)),
    fact('stop signal', config.stopSignal),
  ];
}

const fact = (name: string, value: string | null) =>
  value === null || value === '' ? '' : `  ${name.padEnd(11)} ${visibleString(value)}`;

/** Steps with the layers they made; layers alone where the two do not fit. */
function stackLines(image: InspectedImage, { paint, columns }: Look): readonly string[] {
  const layers = image.source?.layers ?? [];
  const steps = image.source?.config.steps ?? [];
  const fit = steps.some(({ layer }) => layer !== null);
  const rows = fit
    ? steps.map((step) =>
        step.layer === null ? emptyStep(step) : layerCells(image, step.layer, stepText(step.createdBy)),
      )
    : [...layers.map(({ layer }) => layerCells(image, layer, '')), ...steps.map(emptyStep)];
  const [heading = '', ...lines] = alignColumns(STEP_COLUMNS, rows);
  return [paint('quiet', `  ${heading}`), ...lines.map((line) => fitLine(`  ${line}`, columns))];
}

const emptyStep = ({ createdBy }: ImageStep) => ['–', '', '', '', '', '', stepText(createdBy)];

function layerCells({ source, loaded }: InspectedImage, layer: number, step: string): readonly string[] {
  const declared = source?.layers[layer - 1];
  const read = loaded?.layers[layer - 1];
  const stored = sizeParts(read === undefined ? (declared?.declaredSize ?? null) : read.storedBytes);
  const tar = sizeParts(read?.tarBytes ?? null);
  const state = read?.state ?? declared?.unavailable ?? 'ok';
  const digest = declared?.digest ?? read?.digest ?? '';
  return [
    String(layer),
    stored.number,
    stored.unit,
    tar.number,
    tar.unit,
    digest.replace(/^(\w+:\w{12})\w+$/, '$1'),
    `${state === 'ok' ? '' : `[${state}] `}${step}`,
  ];
}

function problemLine(problem: InspectedImage['problems'][number], paint: Paint): string {
  const kind = problemKind(problem.code);
  const { message, hint } = describeProblem(problem);
  return `  ${paint(kind === 'problem' ? 'removed' : 'quiet', `${kind} ${problem.code}:`)} ${message} ${hint}`;
}
