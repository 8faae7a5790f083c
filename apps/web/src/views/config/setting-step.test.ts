import type { ImageStep } from '@stratascope/protocol/client';
import { expect, test } from 'vitest';
import { settingStep } from './setting-step';

const steps = (...instructions: readonly string[]): readonly ImageStep[] =>
  instructions.map((createdBy, at) => ({
    step: at + 1,
    createdBy,
    createdAt: null,
    comment: null,
    author: null,
    layer: null,
    isEmpty: true,
  }));

const history = steps(
  '/bin/sh -c #(nop)  ENV PATH=/usr/bin LANG=C.UTF-8',
  'ENV PATH=/opt/bin:/usr/bin',
  'EXPOSE map[8000/tcp:{}]',
  'VOLUME [/data]',
  'LABEL org.example.name="it" other=1',
  'CMD ["bash"]',
  'RUN echo ENV LANG=x',
  'CMD ["/app/run"]',
);

test('the last step that set a variable is named', () => {
  expect(settingStep(history, 'ENV', 'PATH')).toBe(2);
  expect(settingStep(history, 'ENV', 'LANG')).toBe(1);
});

test('what a RUN step echoes sets nothing', () => {
  expect(settingStep(history, 'ENV', 'ANG')).toBeNull();
});

test('ports, volumes, labels and commands are found in every notation', () => {
  expect(settingStep(history, 'EXPOSE', '8000/tcp')).toBe(3);
  expect(settingStep(history, 'VOLUME', '/data')).toBe(4);
  expect(settingStep(history, 'LABEL', 'other')).toBe(5);
  expect(settingStep(history, 'CMD')).toBe(8);
});
