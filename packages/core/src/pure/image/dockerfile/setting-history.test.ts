import { describe, expect, test } from 'vitest';
import { nameHistory, pairHistory, readSteps, settingHistory } from './setting-history';

const stepsOf = (...texts: readonly string[]) => stepsOfAll(texts);
const stepsOfAll = (texts: readonly string[]) => readSteps(texts.map((createdBy, at) => ({ step: at + 1, createdBy })));
const told = (steps: readonly { readonly step: number; readonly value: string }[] | undefined) =>
  steps?.map(({ step, value }) => `${step}: ${value}`);

test('a single value is told by each step that set it', () => {
  const steps = stepsOf('/bin/sh -c #(nop)  CMD ["bash"]', 'RUN make', 'CMD ["app"] # buildkit', 'USER 1000');
  expect(told(settingHistory(steps, 'CMD'))).toEqual(['1: ["bash"]', '3: ["app"]']);
  expect(told(settingHistory(steps, 'USER'))).toEqual(['4: 1000']);
  expect(settingHistory(steps, 'ENTRYPOINT')).toEqual([]);
});

describe('a variable', () => {
  test('has the steps that set it, with what each set', () => {
    const steps = stepsOf('ENV PATH=/bin', '/bin/sh -c #(nop)  ENV PATH=/usr/bin:/bin LANG=C', 'ENV LANG=C.UTF-8');
    const history = pairHistory(steps, 'ENV', ['PATH', 'LANG']);
    expect(told(history.get('PATH'))).toEqual(['1: /bin', '2: /usr/bin:/bin']);
    expect(told(history.get('LANG'))).toEqual(['2: C', '3: C.UTF-8']);
  });

  test('may have blanks and equals signs in its value: only names that the config has end it', () => {
    const history = pairHistory(stepsOf('ENV OPTS=-a b=c -d LAST=x'), 'ENV', ['OPTS', 'LAST']);
    expect(told(history.get('OPTS'))).toEqual(['1: -a b=c -d']);
    expect(told(history.get('LAST'))).toEqual(['1: x']);
    expect(history.has('b')).toBe(false);
  });

  test('may be set in the old form, or in quotes', () => {
    expect(told(pairHistory(stepsOf('ENV HOME /some where'), 'ENV', ['HOME']).get('HOME'))).toEqual(['1: /some where']);
    const labels = pairHistory(stepsOf('LABEL a.b="one two" "c-d"=e'), 'LABEL', ['a.b', 'c-d']);
    expect([told(labels.get('a.b')), told(labels.get('c-d'))]).toEqual([['1: one two'], ['1: e']]);
  });

  test('may have any name', () => {
    expect(pairHistory(stepsOf('ENV __proto__=x'), 'ENV', ['__proto__']).get('__proto__')).toEqual([
      { step: 1, value: 'x' },
    ]);
  });

  test('may be set by very many steps', () => {
    const steps = stepsOfAll(Array.from({ length: 200_000 }, (_, at) => `ENV A=${at}`));
    const history = pairHistory(steps, 'ENV', ['A']).get('A');
    expect(history).toHaveLength(200_000);
    expect(history?.at(-1)).toEqual({ step: 200_000, value: '199999' });
  });
});

describe('ports and folders', () => {
  test('are found in each form of a list', () => {
    const ports = nameHistory(stepsOf('EXPOSE map[80/tcp:{} 53/udp:{}]', '/bin/sh -c #(nop)  EXPOSE 80'), 'EXPOSE');
    expect(told(ports.get('80/tcp'))).toEqual(['1: 80/tcp', '2: 80/tcp']);
    expect(told(ports.get('53/udp'))).toEqual(['1: 53/udp']);
    expect(ports.has('53/tcp')).toBe(false);
    const volumes = nameHistory(stepsOf('VOLUME [/data]', 'VOLUME ["/logs"]', 'RUN make'), 'VOLUME');
    expect(told(volumes.get('/data'))).toEqual(['1: /data']);
    expect(told(volumes.get('/logs'))).toEqual(['2: /logs']);
  });

  test('that one step names twice are told once', () => {
    expect(told(nameHistory(stepsOf('EXPOSE 80 80/tcp'), 'EXPOSE').get('80/tcp'))).toEqual(['1: 80/tcp']);
  });
});
