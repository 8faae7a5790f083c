import { nameHistory, pairHistory, type ReadStep, readSteps, settingHistory } from '@stratascope/core';
import type { ImageSummary } from '@stratascope/protocol/client';
import { useMemo } from 'react';
import { useOpenImage } from '../../client';
import { Pane } from '../../components';
import { bytesText, formatTimeText, useText } from '../../i18n';
import { useExplorer } from '../../state';
import { BaseImage } from '../inspector/base-image';
import { DigestFact, Fact, Facts } from '../inspector/facts';
import styles from './config.module.css';
import { Dockerfile } from './dockerfile';
import { Documents } from './documents';
import { MaskedText } from './masked-text';
import { MaskedValue, Section, Setting, useFirstValues } from './settings';
import { siblingName } from './sibling-name';

/** What the image's config says: what it runs, its environment and labels, its history, and the documents themselves. */
export function ConfigView() {
  const { image } = useOpenImage();
  const { config } = image;
  const steps = useMemo(() => readSteps(image.steps), [image.steps]);
  const portSteps = useMemo(() => nameHistory(steps, 'EXPOSE'), [steps]);
  const volumeSteps = useMemo(() => nameHistory(steps, 'VOLUME'), [steps]);
  const labelSteps = useMemo(() => pairHistory(steps, 'LABEL', Object.keys(config.labels)), [steps, config.labels]);
  const labels = useMemo(() => Object.entries(config.labels), [config.labels]);
  const firstLabels = useFirstValues(labels);
  const firstPorts = useFirstValues(config.exposedPorts);
  const firstVolumes = useFirstValues(config.volumes);
  const { config: text, inspector } = useText();
  const list = (words: readonly string[] | null) =>
    words === null ? null : (
      <MaskedText text={JSON.stringify(words)}>{(shown) => <code className={styles.code}>{shown}</code>}</MaskedText>
    );
  const code = (words: string | null) => (words ? <code className={styles.code}>{words}</code> : null);

  return (
    <Pane data-print-flow label={text.pane} className={styles.config}>
      <h2 className="visually-hidden">{text.pane}</h2>
      <div className={styles.columns}>
        <Section title={text.run}>
          <dl className={styles.settings}>
            <Setting
              name={text.entrypoint}
              value={list(config.entrypoint)}
              steps={settingHistory(steps, 'ENTRYPOINT')}
            />
            <Setting name={text.command} value={list(config.command)} steps={settingHistory(steps, 'CMD')} />
            <Setting
              name={text.user}
              value={code(config.user)}
              steps={settingHistory(steps, 'USER')}
              fallback={text.userDefault}
            />
            <Setting
              name={text.workingDirectory}
              value={code(config.workingDirectory)}
              steps={settingHistory(steps, 'WORKDIR')}
              fallback="/"
            />
            {firstPorts.shown.map((port) => (
              <Setting key={port} name={text.ports} value={code(port)} steps={portSteps.get(port)} />
            ))}
            {firstVolumes.shown.map((volume) => (
              <Setting key={volume} name={text.volumes} value={code(volume)} steps={volumeSteps.get(volume)} />
            ))}
            {config.stopSignal !== null && (
              <Setting
                name={text.stopSignal}
                value={code(config.stopSignal)}
                steps={settingHistory(steps, 'STOPSIGNAL')}
              />
            )}
          </dl>
          {firstPorts.more}
          {firstVolumes.more}
        </Section>
        <Section title={text.identity}>
          <Facts>
            <DigestFact name={text.configDocument} digest={image.id} />
            <DigestFact name={text.manifest} digest={image.digest} />
            <Fact name={text.created}>{formatTimeText(config.createdAt)}</Fact>
            {config.author && <Fact name={text.author}>{config.author}</Fact>}
            <Fact name={inspector.base}>
              <BaseImage />
            </Fact>
          </Facts>
        </Section>
      </div>
      <Environment steps={steps} />
      <Section title={text.labels}>
        {labels.length === 0 ? (
          <p className={styles.quiet}>{text.noLabels}</p>
        ) : (
          <dl className={styles.settings}>
            {firstLabels.shown.map(([name, value]) => (
              <Setting
                key={name}
                name={name}
                value={<MaskedValue name={name} value={value} />}
                steps={labelSteps.get(name)}
              />
            ))}
          </dl>
        )}
        {firstLabels.more}
      </Section>
      <Section title={text.history}>
        <Dockerfile />
      </Section>
      {image.platforms.length > 1 && <Siblings title={text.platforms} images={image.platforms} />}
      {image.attachments.length > 0 && <Siblings title={text.attachments} images={image.attachments} />}
      <Section title={text.documents}>
        <Documents />
      </Section>
    </Pane>
  );
}

function Environment({ steps }: { readonly steps: readonly ReadStep[] }) {
  const text = useText().config;
  const { environment } = useOpenImage().image.config;
  const variableSteps = useMemo(
    () =>
      pairHistory(
        steps,
        'ENV',
        environment.map((line) => line.split('=', 1)[0] ?? ''),
      ),
    [steps, environment],
  );
  const { shown, more } = useFirstValues(environment);
  return (
    <Section title={text.environment}>
      {environment.length === 0 ? (
        <p className={styles.quiet}>{text.noEnvironment}</p>
      ) : (
        <dl className={styles.settings}>
          {shown.map((line, at) => {
            const equals = line.indexOf('=');
            const name = equals < 0 ? line : line.slice(0, equals);
            return (
              <Setting
                key={`${name} ${at}`}
                name={name}
                value={<MaskedValue name={name} value={equals < 0 ? '' : line.slice(equals + 1)} />}
                steps={variableSteps.get(name)}
              />
            );
          })}
        </dl>
      )}
      {more}
    </Section>
  );
}

/** Other images of the same name, or what is attached to this one. */
function Siblings({ title, images }: { readonly title: string; readonly images: readonly ImageSummary[] }) {
  const { image } = useOpenImage();
  const text = useText().config;
  const openSibling = useExplorer((state) => state.openSibling);
  return (
    <Section title={title}>
      <ul className={styles.siblings}>
        {images.map((sibling) => {
          const name = siblingName(sibling);
          return (
            <li key={sibling.ref} className={styles.sibling}>
              {sibling.ref === image.ref ? (
                <strong>{name}</strong>
              ) : (
                <button
                  type="button"
                  className={styles.link}
                  onClick={() => openSibling(sibling.ref, sibling.layerCount)}
                >
                  {name}
                </button>
              )}
              <span className={styles.quiet}>{sibling.ref === image.ref ? text.thisOne : ''}</span>
              <span className={styles.quiet}>
                {sibling.sizes.stored === null ? '' : bytesText(sibling.sizes.stored)}
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
