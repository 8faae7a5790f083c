import { useOpenImage } from '../client';
import { classNames, hatchClass, PopoverButton, Tabs, useLayout } from '../components';
import { bytesText, exactBytesText, formatShare, useText } from '../i18n';
import { useExplorer } from '../state';
import { TABS } from '../views';
import { LevelStepper, PlayButton } from '../views/stack/level-stepper';
import styles from './image-bar.module.css';

/** Tabs at the left; at the right the totals of the whole image, whatever level is looked at. */
export function ImageBar() {
  const tab = useExplorer((state) => state.address.tab);
  const setTab = useExplorer((state) => state.setTab);
  const text = useText();
  const layout = useLayout();
  const isPhone = layout === 'phone';

  return (
    <div className={styles.bar}>
      {!isPhone && (
        <Tabs
          name="image"
          label={text.shell.tabs}
          tabs={TABS.map(({ id, label }) => ({ id, label: label(text) }))}
          chosen={tab}
          onChoose={setTab}
        />
      )}
      {layout === 'narrow' && tab === 'explore' && (
        <div className={styles.level}>
          <LevelStepper />
          <PlayButton />
        </div>
      )}
      <Totals />
    </div>
  );
}

function Totals() {
  const { image } = useOpenImage();
  const { stored, unpacked, live, dead } = image.sizes;
  const layout = useLayout();
  const text = useText();
  const words = text.shell;
  const isPartial = image.layers.some(
    ({ state }) => state === 'missing' || state === 'broken' || state === 'unreadable',
  );
  const size = (bytes: number | null) => (bytes === null ? '?' : bytesText(bytes));
  const causes = Object.entries(image.deadBy) as [keyof typeof words.deadByCause, number][];

  return (
    <div className={styles.totals}>
      {layout !== 'phone' && layout !== 'docked' && layout !== 'narrow' && (
        <Total label={words.stored} bytes={stored} meaning={words.storedMeaning} />
      )}
      <Total
        label={layout === 'phone' ? '' : words.unpacked}
        name={words.unpacked}
        bytes={unpacked}
        meaning={words.unpackedMeaning}
      />
      {live !== null && dead !== null && unpacked !== null && (
        <div
          role="img"
          aria-label={words.totals(bytesText(live), bytesText(dead), formatShare(dead, unpacked))}
          className={styles.meter}
        >
          <span className={styles.live} style={{ flexGrow: live }} />
          {dead > 0 && <span className={classNames(styles.dead, hatchClass)} style={{ flexGrow: dead }} />}
        </div>
      )}
      {layout !== 'phone' && <Total label={words.live} bytes={live} meaning={words.liveMeaning} />}
      <PopoverButton
        look="quiet"
        size="small"
        align="end"
        className={classNames(styles.total, dead !== null && dead > 0 && styles.warm)}
        surfaceLabel={words.dead}
        surface={() => (
          <div className={styles.meaning}>
            <p>{words.deadMeaning}</p>
            {dead !== null && <p>{words.exactly(exactBytesText(dead))}</p>}
            {causes.length > 0 && (
              <table className={styles.causes}>
                <tbody>
                  {causes.map(([cause, bytes]) => (
                    <tr key={cause}>
                      <th scope="row">{words.deadByCause[cause]}</th>
                      <td>{bytesText(bytes)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </div>
        )}
      >
        {layout === 'phone' ? (
          <>
            <b>{size(dead)}</b> {words.dead}
          </>
        ) : (
          <>
            {words.dead} <b>{size(dead)}</b>
            {dead !== null && unpacked !== null && ` · ${formatShare(dead, unpacked)}`}
          </>
        )}
      </PopoverButton>
      {isPartial && (
        <span className={styles.doubt} data-tip={words.partial}>
          ?<span className="visually-hidden">{words.partial}</span>
        </span>
      )}
    </div>
  );
}

function Total({
  label,
  name = label,
  bytes,
  meaning,
}: {
  readonly label: string;
  readonly name?: string;
  readonly bytes: number | null;
  readonly meaning: string;
}) {
  const text = useText().shell;
  return (
    <PopoverButton
      look="quiet"
      size="small"
      align="end"
      className={styles.total}
      surfaceLabel={name}
      surface={() => (
        <div className={styles.meaning}>
          <p>{meaning}</p>
          {bytes !== null && <p>{text.exactly(exactBytesText(bytes))}</p>}
        </div>
      )}
    >
      {label} <b>{bytes === null ? '?' : bytesText(bytes)}</b>
    </PopoverButton>
  );
}
