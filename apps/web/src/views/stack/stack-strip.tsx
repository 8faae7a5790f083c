import { useMemo } from 'react';
import { useOpenImage } from '../../client';
import { ChangeMark, classNames, Pane, useSize } from '../../components';
import { useText } from '../../i18n';
import { useExplorer } from '../../state';
import { maskSecrets } from '../config/mask-secrets';
import { arrangeStack } from './arrange-stack';
import { CoreStrip } from './core-strip';
import { drawSlab } from './drawn-slab';
import { eventMark } from './event-tag';
import { layoutStack } from './layout-stack';
import styles from './stack-strip.module.css';
import { useDrawnLife } from './use-drawn-life';

/** The drilled core alone: slabs to scale with number and dead bytes, and the marks of the selected path. */
export function StackStrip() {
  const { image, level, layerCount } = useOpenImage();
  const text = useText();
  const selectedLayer = useExplorer((state) => state.address.layer);
  const path = useExplorer((state) => state.address.path);
  const selectLayer = useExplorer((state) => state.selectLayer);
  const [room, size] = useSize<HTMLDivElement>();
  const { events } = useDrawnLife(path);
  const slabs = useMemo(() => arrangeStack(image).filter(({ kind }) => kind === 'slab'), [image]);
  const height = size?.height ?? 0;
  const layout = useMemo(() => layoutStack(slabs, { height }), [slabs, height]);

  return (
    <Pane label={text.stack.title}>
      <div ref={room} className={styles.room}>
        {layerCount > 0 && (
          <ul className={styles.strip} style={{ height: layout.height }} aria-label={text.stack.listLabel}>
            {layout.boxes.map(({ entry, y, height: slabHeight }) => {
              if (entry.kind !== 'slab') return null;
              const { layer } = entry.layer;
              const event = events.find((one) => one.layer === layer) ?? null;
              const slab = drawSlab(entry, { image, level, event, text });
              return (
                <li key={layer}>
                  <button
                    type="button"
                    aria-pressed={layer === selectedLayer}
                    aria-label={slab.label}
                    data-tip={maskSecrets(entry.createdBy.slice(0, 300)) || undefined}
                    className={classNames(
                      styles.slab,
                      slab.isAbove && styles.above,
                      slab.isUnread && styles.unread,
                      layer === selectedLayer && styles.selected,
                    )}
                    style={{
                      top: y,
                      height: slabHeight,
                      ...(slab.isAbove || slab.isUnread ? {} : { borderColor: `var(--layer-${layer}-edge)` }),
                    }}
                    onClick={() => selectLayer(layer === selectedLayer ? null : layer)}
                  >
                    {slab.bytes !== null && !slab.isAbove && <CoreStrip layer={layer} bytes={slab.bytes} />}
                    {slabHeight >= 11 && <span className={styles.number}>{layer}</span>}
                    {event !== null && slabHeight >= 11 && (
                      <span className={styles.event}>
                        <ChangeMark mark={eventMark(event)} size={11} />
                      </span>
                    )}
                  </button>
                </li>
              );
            })}
            <li aria-hidden className={styles.level} style={{ top: layout.stops[level] }} />
          </ul>
        )}
      </div>
    </Pane>
  );
}
