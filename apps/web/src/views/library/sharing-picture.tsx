import { ticks } from 'd3-array';
import { useMemo } from 'react';
import { Bytes, classNames, useSize } from '../../components';
import { bytesText, roundBytesText, useText } from '../../i18n';
import { layerShades } from '../../theme';
import { shortenInstruction } from '../stack/shorten-instruction';
import { ImageLink } from './image-link';
import { layoutSharing, type SharingBlock } from './layout-sharing';
import type { LibraryRow } from './library-rows';
import { RowActions, RowName, readingWords } from './row-cells';
import { sharingImages } from './sharing-images';
import styles from './sharing-picture.module.css';

const ROW = 42;
const LABEL_FROM = 60;
const VERTICAL_FROM = 110;

/** One row an image, its layers to scale from the base at the left; what images share is one block over their rows. */
export function SharingPicture({ rows }: { readonly rows: readonly LibraryRow[] }) {
  const text = useText().library;
  const [plot, size] = useSize<HTMLTableCellElement>();
  const width = Math.max(0, (size?.width ?? 0) - 12);
  const layout = useMemo(() => layoutSharing(sharingImages(rows)), [rows]);
  const byKey = useMemo(() => new Map(rows.map((row) => [row.key, row])), [rows]);
  const placed = layout.rows.flatMap(({ image, ownBytes }) => {
    const row = byKey.get(image.ref);
    return row === undefined ? [] : [{ row, ownBytes: ownBytes as number | null }];
  });
  const placedKeys = new Set(placed.map(({ row }) => row.key));
  const unplaced = rows.filter(({ key }) => !placedKeys.has(key)).map((row) => ({ row, ownBytes: null }));
  const axis = ticks(0, layout.bytes, width < 360 ? 2 : 4).filter((tick) => tick > 0);
  const most = Math.max(layout.bytes, axis.at(-1) ?? 1, 1);
  const x = (bytes: number) => (bytes / most) * width;

  return (
    <div className={styles.picture}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.image}>
              {text.image}
            </th>
            <th scope="col" ref={plot} className={styles.plot}>
              <span className="visually-hidden">{text.sharing}</span>
              <span aria-hidden className={styles.axis}>
                <span style={{ left: 0 }}>0</span>
                {axis.map((tick) => (
                  <span key={tick} style={{ left: x(tick) }}>
                    {roundBytesText(tick)}
                  </span>
                ))}
              </span>
            </th>
            <th scope="col" className={styles.number}>
              {text.unpacked}
            </th>
            <th scope="col" className={classNames(styles.number, styles.own)} data-tip={text.ownMeaning}>
              {text.own}
            </th>
            <th scope="col" className={styles.number}>
              {text.dead}
            </th>
            <th scope="col" className={styles.count}>
              {text.layers}
            </th>
            <th scope="col" className={styles.end}>
              <span className="visually-hidden">{text.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {[...placed, ...unplaced].map(({ row, ownBytes }) => {
            const { unpacked, dead } = row.image.sizes;
            const reading = readingWords(row, text);
            return (
              <tr key={row.key} className={styles.row}>
                <th scope="row" className={styles.image}>
                  <RowName row={row} />
                </th>
                <td className={styles.plot}>{reading !== null && <span className={styles.unread}>{reading}</span>}</td>
                <td className={styles.number}>
                  <Bytes bytes={unpacked} />
                </td>
                <td className={classNames(styles.number, styles.own)}>
                  {ownBytes === 0 ? (
                    <span className={styles.none}>{text.none}</span>
                  ) : (
                    <Bytes bytes={ownBytes} strong />
                  )}
                </td>
                <td className={classNames(styles.number, dead !== null && dead > 0 && styles.dead)}>
                  <Bytes bytes={dead} />
                </td>
                <td className={styles.count}>{row.image.layerCount}</td>
                <td className={styles.end}>
                  <RowActions row={row} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {width > 0 && (
        <div className={styles.blocks} style={{ width }} aria-hidden>
          {axis.map((tick) => (
            <span key={tick} className={styles.tick} style={{ left: x(tick), height: ROW * rows.length }} />
          ))}
          {layout.blocks.map((block) => (
            <Block key={block.key} block={block} x={x} row={placed[block.row]?.row ?? null} />
          ))}
        </div>
      )}
    </div>
  );
}

function Block({
  block,
  x,
  row,
}: {
  readonly block: SharingBlock;
  readonly x: (bytes: number) => number;
  /** The first that has it. */
  readonly row: LibraryRow | null;
}) {
  const text = useText().library;
  const left = x(block.start);
  const width = Math.max(2, x(block.bytes) - 1);
  const height = block.rows * ROW - 6;
  const label = labelOf(block, row);
  const size = bytesText(block.bytes);
  const isElsewhere = block.elsewhere > 0;
  const images = [block.rows > 1 ? text.inImages(block.rows) : null, isElsewhere ? text.alsoIn(block.elsewhere) : null]
    .filter((part) => part !== null)
    .join(' · ');
  const sub = block.rows > 1 ? `${size} · ${images}` : text.alsoInOthers(block.elsewhere);
  const shades = shadesOf(block);
  const isVertical = width < LABEL_FROM && height >= VERTICAL_FROM && width >= 16;

  const place = {
    left,
    top: block.row * ROW + 3,
    width,
    height,
    background: isElsewhere ? 'var(--panel)' : shades?.tint,
    borderColor: shades?.edge,
    borderLeftColor: shades?.fill,
    borderLeftWidth: width < 8 ? 2 : 4,
  };
  const tip = text.blockTip(label, text.layerRange(block.firstLayer, block.lastLayer), size, images || text.onlyHere);
  const words = (
    <>
      {width >= LABEL_FROM && (
        <span className={styles.label}>
          {label}
          {(block.rows > 1 || isElsewhere) && <span className={styles.sub}>{sub}</span>}
        </span>
      )}
      {isVertical && (
        <span className={styles.vertical}>
          {label} <span className={styles.sub}>{sub}</span>
        </span>
      )}
    </>
  );
  // A block of one row opens its image as the rest of the row does; the link that readers find is the name's.
  return block.rows === 1 && row !== null ? (
    <ImageLink image={row.image.ref} isDecoration className={styles.block} style={place} tip={tip}>
      {words}
    </ImageLink>
  ) : (
    <span className={styles.block} data-tip={tip} style={place}>
      {words}
    </span>
  );
}

/** What a block is: the name of the image that ends with it and others are built on, or the instruction of its largest layer. */
function labelOf(block: SharingBlock, row: LibraryRow | null): string {
  const answer = row?.answer;
  if (answer === undefined || answer === null) return '';
  if (block.rows > 1 && row?.name != null && answer.layers.length === block.lastLayer) return row.name;
  if (block.isBase && answer.base?.name !== null && answer.base?.layers === block.lastLayer) return answer.base.name;
  const layers = answer.layers.slice(block.firstLayer - 1, block.lastLayer);
  const largest = layers.reduce(
    (most, layer) => ((layer.content ?? 0) > (most?.content ?? -1) ? layer : most),
    layers[0],
  );
  const step = answer.steps.find(({ layer }) => layer !== null && layer === largest?.layer);
  const { word, text } = shortenInstruction(step?.createdBy ?? '');
  return word === null || word === 'RUN' ? text : `${word} ${text}`;
}

const OWN_SHADES = layerShades({ layers: 5, baseLayers: 0 });
const BASE_SHADES = layerShades({ layers: 1, baseLayers: 1 });

function shadesOf(block: SharingBlock) {
  return block.isBase ? BASE_SHADES[0] : OWN_SHADES[Math.min(block.depth, OWN_SHADES.length - 1)];
}
