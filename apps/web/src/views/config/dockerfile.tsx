import { dockerfileInstruction } from '@stratascope/core';
import type { ImageStep, LayerSummary } from '@stratascope/protocol/client';
import { useMemo, useState } from 'react';
import { useOpenImage } from '../../client';
import { Button, Bytes, Chip } from '../../components';
import { formatTimeText, useText } from '../../i18n';
import { useExplorer } from '../../state';
import styles from './config.module.css';
import { MaskedText } from './masked-text';

/** Rows that are drawn at a time: a history may have a hundred thousand. */
const ROWS = 500;

/** The steps of the build as a Dockerfile, the oldest first: each with the layer that it made, its bytes and its time. */
export function Dockerfile() {
  const { image } = useOpenImage();
  const text = useText().config;
  const [shown, setShown] = useState(ROWS);
  const more = image.steps.length - shown;
  if (image.steps.length === 0) return <p className={styles.quiet}>{text.noHistory}</p>;
  return (
    <>
      <p className={styles.quiet}>{text.dockerfileNote}</p>
      <table className={styles.dockerfile}>
        <thead>
          <tr>
            <th scope="col">{text.step}</th>
            <th scope="col">{text.layer}</th>
            <th scope="col">{text.instruction}</th>
            <th scope="col" className={styles.bytes}>
              {text.bytes}
            </th>
            <th scope="col" className={styles.time}>
              {text.created}
            </th>
          </tr>
        </thead>
        <tbody>
          {image.steps.slice(0, shown).map((step) => (
            <Step key={step.step} step={step} layer={step.layer === null ? null : image.layers[step.layer - 1]} />
          ))}
        </tbody>
      </table>
      {more > 0 && <Button onClick={() => setShown(shown + ROWS)}>{text.moreSteps(Math.min(more, ROWS), more)}</Button>}
    </>
  );
}

function Step({ step, layer }: { readonly step: ImageStep; readonly layer: LayerSummary | null | undefined }) {
  const text = useText().config;
  const setTab = useExplorer((state) => state.setTab);
  const selectLayer = useExplorer((state) => state.selectLayer);
  const show = (number: number) => {
    selectLayer(number);
    setTab('explore');
  };
  return (
    <tr>
      <td className={styles.number}>{step.step}</td>
      <td>
        {layer ? (
          <button
            type="button"
            className={styles.toLayer}
            aria-label={text.showLayer(layer.layer)}
            onClick={() => show(layer.layer)}
          >
            <Chip layer={layer.layer} />
          </button>
        ) : (
          <span className={styles.quiet}>{text.empty}</span>
        )}
      </td>
      <td className={styles.instruction}>
        <InstructionText createdBy={step.createdBy} />
        {step.comment && !step.comment.startsWith('buildkit.') && <p className={styles.quiet}>{step.comment}</p>}
        <p className={styles.timeBelow}>{formatTimeText(step.createdAt)}</p>
      </td>
      <td className={styles.bytes}>
        {layer && (
          <>
            <Bytes bytes={layer.content} />
            {layer.dead !== null && layer.dead > 0 && (
              <span className={styles.dead}>
                <Bytes bytes={layer.dead} /> {text.dead}
              </span>
            )}
          </>
        )}
      </td>
      <td className={styles.time}>{formatTimeText(step.createdAt)}</td>
    </tr>
  );
}

/** Characters of an instruction that are shown at first. */
const LONG_INSTRUCTION = 3000;

/** One instruction, laid out; what looks secret in it is masked until asked for. */
function InstructionText({ createdBy }: { readonly createdBy: string }) {
  const plain = useMemo(() => instructionText(createdBy), [createdBy]);
  const text = useText().config;
  const [isWhole, setWhole] = useState(plain.length <= LONG_INSTRUCTION);
  return (
    <div className={styles.value}>
      <MaskedText text={plain}>
        {(words) => (
          <code className={styles.code}>
            {createdBy === '' ? '–' : <TonedInstruction words={isWhole ? words : words.slice(0, LONG_INSTRUCTION)} />}
            {!isWhole && '…'}
          </code>
        )}
      </MaskedText>
      {!isWhole && (
        <Button size="small" onClick={() => setWhole(true)}>
          {text.wholeInstruction(plain.length)}
        </Button>
      )}
    </div>
  );
}

/** Build arguments are quiet, the word of the instruction is bold. */
function TonedInstruction({ words }: { readonly words: string }) {
  const [, args = '', word = '', rest = words] = /^((?:ARG .*\n)*)([A-Z]+)(?=\s|$)([\s\S]*)$/.exec(words) ?? [];
  return (
    <>
      <span className={styles.quiet}>{args}</span>
      <strong>{word}</strong>
      {rest}
    </>
  );
}

/** Build arguments as the `ARG` lines that they stood for; lines of an instruction joined as a Dockerfile joins them. */
function instructionText(createdBy: string): string {
  const { word, lines, buildArguments } = dockerfileInstruction(createdBy);
  // A heredoc, or a note of some tool, has lines of its own.
  const hasOwnLines = createdBy.includes('\n');
  const [first = '', ...more] = lines;
  const head = word === null ? first : `${word} ${first}`;
  const text = hasOwnLines ? [head, ...more].join('\n') : [head, ...more.map((line) => `    ${line}`)].join(' \\\n');
  return [...buildArguments.map((each) => `ARG ${each}`), text].join('\n');
}
