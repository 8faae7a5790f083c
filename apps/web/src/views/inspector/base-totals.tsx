import type { LayerSummary } from '@stratascope/protocol/client';
import { useOpenImage } from '../../client';
import { Bytes } from '../../components';
import { useText } from '../../i18n';
import { useExplorer } from '../../state';
import { Fact } from './facts';
import styles from './inspector.module.css';

/** What the base image weighs and what the layers above it do: unpacked bytes, with the dead of them. */
export function BaseTotals() {
  const { image } = useOpenImage();
  const text = useText().inspector;
  const { setQuery, setSearching } = useExplorer.getState();
  const searchFor = (query: string) => {
    setQuery(query);
    setSearching(true);
  };
  if (image.base === null) return null;
  const { layers } = image.base;
  return (
    <>
      <Fact name={text.ofBase}>
        <Total layers={image.layers.slice(0, layers)} />
      </Fact>
      <Fact name={text.ofOwn}>
        <Total layers={image.layers.slice(layers)} />
        {layers < image.layers.length && (
          <button
            type="button"
            className={styles.leadsOn}
            onClick={() => searchFor(`over:..${layers} layer:${layers + 1}.. type:file`)}
          >
            {text.overBase}
          </button>
        )}
      </Fact>
    </>
  );
}

function Total({ layers }: { readonly layers: readonly LayerSummary[] }) {
  const text = useText().inspector;
  const dead = sum(layers.map((layer) => layer.dead));
  return (
    <span className={styles.sizeFact}>
      <Bytes bytes={sum(layers.map((layer) => layer.content))} />
      {dead !== null && dead > 0 && (
        <span className={styles.dead}>
          <Bytes bytes={dead} /> {text.dead}
        </span>
      )}
    </span>
  );
}

/** Null where one of them is not known yet. */
function sum(sizes: readonly (number | null)[]): number | null {
  return sizes.reduce((total, size) => (total === null || size === null ? null : total + size), 0);
}
