import { visibleString } from '@stratascope/core';
import type { LibraryAnswer } from '@stratascope/protocol/client';
import { Archive, Box, Copy, FolderTree, Layers, Upload } from 'lucide-react';
import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react';
import { request } from '../../client';
import { Button, classNames, copyText, IconButton } from '../../components';
import { formatCount, useText } from '../../i18n';
import { useExplorer } from '../../state';
import { LibraryCache } from './library-cache';
import { type LibraryRow, type PlaceKind, placeKind } from './library-rows';
import styles from './library-side.module.css';

const COMMAND = 'docker save IMAGE | npx stratascope -';
const KINDS: readonly PlaceKind[] = ['samples', 'archives', 'layouts'];
const ICONS = { samples: Box, archives: Archive, layouts: FolderTree };
const SHOWN_RECENT = 6;

/** The kinds of places, and every way to open one. */
export function LibrarySide({
  library,
  rows,
  kind,
  onKind,
  onFile,
  openPath,
}: {
  readonly library: LibraryAnswer;
  readonly rows: readonly LibraryRow[];
  readonly kind: PlaceKind | null;
  readonly onKind: (kind: PlaceKind | null) => void;
  readonly onFile: (file: File) => void;
  readonly openPath: (path: string) => Promise<{ readonly message: string; readonly hint: string } | null>;
}) {
  const text = useText().library;
  const imageCount = (wanted: PlaceKind | null) =>
    rows.filter(({ location }) => wanted === null || placeKind(location) === wanted).length;
  const places = (wanted: PlaceKind) => library.locations.filter((location) => placeKind(location) === wanted);

  return (
    <nav data-screen-only className={styles.side} aria-label={text.stores}>
      {library.locations.length > 0 && (
        <section>
          <h2 className={styles.title}>{text.stores}</h2>
          <ul className={styles.places}>
            <Place
              icon={<Layers size={15} aria-hidden />}
              title={text.all}
              detail={null}
              count={imageCount(null)}
              isChosen={kind === null}
              onChoose={() => onKind(null)}
            />
            {KINDS.filter((one) => places(one).length > 0).map((one) => {
              const Icon = ICONS[one];
              return (
                <Place
                  key={one}
                  icon={<Icon size={15} aria-hidden />}
                  title={text[one]}
                  detail={
                    one === 'samples'
                      ? text.samplesState
                      : places(one)
                          .map(({ title }) => title)
                          .join(', ')
                  }
                  count={imageCount(one)}
                  isChosen={kind === one}
                  onChoose={() => onKind(one)}
                />
              );
            })}
          </ul>
        </section>
      )}
      <DropCard onFile={onFile} />
      {library.canOpenPaths && <PathForm openPath={openPath} />}
      <section>
        <h2 className={styles.title}>{text.fromDocker}</h2>
        <p className={styles.command}>
          <code>{COMMAND}</code>
          <IconButton
            size="small"
            label={text.copyCommand}
            icon={<Copy size={13} aria-hidden />}
            onClick={() => void copyText(COMMAND)}
          />
        </p>
      </section>
      <Recent library={library} openPath={openPath} />
      <LibraryCache imagesRead={library.locations.flatMap(({ images }) => images).filter(isRead).length} />
    </nav>
  );
}

const isRead = ({ index }: LibraryAnswer['locations'][number]['images'][number]) => index === 'ready';

function Place({
  icon,
  title,
  detail,
  count,
  isChosen,
  onChoose,
}: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly detail: string | null;
  readonly count: number;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}) {
  return (
    <li>
      <button
        type="button"
        aria-current={isChosen ? 'true' : undefined}
        className={classNames(styles.place, isChosen && styles.chosen)}
        onClick={onChoose}
      >
        {icon}
        <span className={styles.placeText}>
          <span className={styles.placeTitle}>{title}</span>
          {detail !== null && <span className={styles.placeDetail}>{detail}</span>}
        </span>
        <span className={styles.count}>{formatCount(count)}</span>
      </button>
    </li>
  );
}

function DropCard({ onFile }: { readonly onFile: (file: File) => void }) {
  const text = useText().library;
  const input = useRef<HTMLInputElement>(null);
  return (
    <section className={styles.drop}>
      <Upload size={18} aria-hidden />
      <h2 className={styles.dropTitle}>{text.dropTitle}</h2>
      <p>{text.dropText('docker save', 'podman save')}</p>
      <Button size="small" onClick={() => input.current?.click()}>
        {text.chooseFile}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        aria-label={text.chooseFile}
        onChange={(event) => {
          for (const file of event.target.files ?? []) onFile(file);
          event.target.value = '';
        }}
      />
    </section>
  );
}

function PathForm({
  openPath,
}: {
  readonly openPath: (path: string) => Promise<{ readonly message: string; readonly hint: string } | null>;
}) {
  const text = useText();
  const id = useId();
  const [path, setPath] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<{ readonly message: string; readonly hint: string } | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (path.trim() === '' || isBusy) return;
    setBusy(true);
    const why = await openPath(path.trim());
    setBusy(false);
    setFailure(why);
    if (why === null) setPath('');
  };

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <label htmlFor={id} className={styles.title}>
        {text.library.byPath}
      </label>
      <div className={styles.field}>
        <input
          id={id}
          type="text"
          spellCheck={false}
          autoComplete="off"
          placeholder={text.library.byPathPlaceholder}
          aria-invalid={failure !== null}
          aria-describedby={`${id}-hint`}
          className={styles.input}
          value={path}
          onChange={(event) => {
            setPath(event.target.value);
            setFailure(null);
          }}
        />
        <Button type="submit" look="solid" disabled={path.trim() === '' || isBusy}>
          {text.common.open}
        </Button>
      </div>
      <p id={`${id}-hint`} className={classNames(styles.hint, failure !== null && styles.failure)} aria-live="polite">
        {failure === null ? text.library.byPathHint : `${failure.message} ${failure.hint}`}
      </p>
    </form>
  );
}

function Recent({
  library,
  openPath,
}: {
  readonly library: LibraryAnswer;
  readonly openPath: (path: string) => Promise<{ readonly message: string; readonly hint: string } | null>;
}) {
  const text = useText().library;
  const language = useExplorer((state) => state.language);
  const [failed, setFailed] = useState<{ readonly location: string; readonly message: string } | null>(null);
  const recent = library.recent.filter(({ isOpen }) => !isOpen).slice(0, SHOWN_RECENT);
  if (recent.length === 0 || !library.canOpenPaths) return null;
  return (
    <section>
      <h2 className={styles.title}>
        {text.recent}
        <button
          type="button"
          className={styles.forget}
          onClick={() => void request('forgetRecent', { query: { lang: language } }).catch(() => undefined)}
        >
          {text.forgetAll}
        </button>
      </h2>
      <ul className={styles.places}>
        {recent.map(({ location, title }) => (
          <li key={location}>
            <button
              type="button"
              data-tip={visibleString(location)}
              className={styles.place}
              onClick={() =>
                void openPath(location).then((why) =>
                  setFailed(why === null ? null : { location, message: why.message }),
                )
              }
            >
              <Archive size={15} aria-hidden />
              <span className={styles.placeText}>
                <span className={styles.placeTitle}>{title}</span>
                {failed?.location === location ? (
                  <span className={classNames(styles.placeDetail, styles.failure)}>{failed.message}</span>
                ) : (
                  <span className={classNames(styles.placeDetail, styles.folder)}>
                    <bdi dir="ltr">{visibleString(folderOf(location))}</bdi>
                  </span>
                )}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Where a path lies; of archives that are all called alike it is what tells them apart. */
function folderOf(location: string): string {
  const slash = Math.max(location.lastIndexOf('/'), location.lastIndexOf('\\'));
  return slash > 0 ? location.slice(0, slash) : location;
}
