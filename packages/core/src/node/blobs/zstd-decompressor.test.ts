import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { zstdFrame } from '../../testing';
import { StreamFault } from './stream-fault';
import { ZstdDecompressor } from './zstd-decompressor';

async function unpack(stored: Uint8Array, pieceBytes = stored.length) {
  const pieces: Uint8Array[] = [];
  const decompressor = new ZstdDecompressor(
    (bytes) => {
      pieces.push(bytes);
      return true;
    },
    { zstdWindow: 128 * 1024 * 1024 },
  );
  let fault: StreamFault | null = null;
  try {
    for (let at = 0; at < stored.length; at += pieceBytes) {
      // A copy that is spoilt afterwards: whatever is kept of it would show.
      const piece = Buffer.from(stored.subarray(at, at + pieceBytes));
      await decompressor.write(piece);
      piece.fill(0xaa);
    }
    await decompressor.end();
  } catch (error) {
    if (!(error instanceof StreamFault)) throw error;
    fault = error;
  }
  return { bytes: Buffer.concat(pieces), fault };
}

const WORDS = ['layer', 'image', 'blob', 'digest', 'tar', 'whiteout', 'opaque', 'path', 'entry', 'tree'];

/** Words, line ends and numbers, the same for the same seed. */
function words(length: number, seed: number): Buffer {
  let state = seed;
  let text = '';
  while (text.length < length) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    const number = (state >>> 24) % 11 === 0 ? String(state >>> 8) : '';
    text += `${WORDS[(state >>> 16) % 10]}${(state >>> 20) % 7 === 0 ? '\n' : ' '}${number}`;
  }
  return Buffer.from(text.slice(0, length));
}

/** What `zstd ARGS`, version 1.5.4, made of {@link words} on its standard input. */
const FRAMES = [
  {
    args: '-1',
    length: 300,
    seed: 3,
    frame: [
      'KLUv/QRIDQUAskkcGoCl1QHBPn0Jfs/Z/HOakLW2xUBPBGBDu2YBPWKkjJdvJsw5wwCgRsiUETLVxDfxJR1d09E1/XAZQwwnoPi+fLOdF4Qj',
      'EIzpyzcXO9/iWMXLN9cImUp8jZCp9MPVI0bKKE4E0B3ph6tNR1eeHL5KAwERAJYiETPbVznokMKxgNgT3DAyAOo1msczduGibkTBnUp1OdV+',
      'VbJKyUUQUwm1drVd',
    ].join(''),
  },
  {
    args: '-3 --no-check',
    length: 1500,
    seed: 1,
    frame: [
      'KLUv/QBYFQ8AdlEvGJA16Wi4NtHsr6o1flj+D0hJiiTPyV1iMy4AJgAkAMZH/cT7iZyiAQ7yfj+JJhDj+0AJ/8IhL2A4fxgD5Bz/R5ziGJAj',
      'ENAHA0n4F06sW2aYjTE18n60K1yWvB85dZHJ+4m8f3V5S4nAQBBcqSqY3m+sKrulxNhobhmWQyu0Wjzj28xbNSPKSmQttkaTV63uzlTdWUHC',
      '2o84xTHoN7zHpcT7T3EVk4zvg3EeG6VSxWpbLjMt1TDykaK7Zbc2gI2owZaIiFAFKQ1zIEKDELvzESAsjjHGlBGl0hxypNI7Tl+kn9wetnlW',
      'eTMIynAUuenYEDRuKBSTmM0TFoKol8IktmlgZhcuk7a5iEgDtN9ywOUOMH42Rvquebz9tPEbAij2GEXR1AmZggvDIe/pSX1SNX+LFCj/Jpzy',
      'hu5UDMJTaM9NMeFeiAp1cOEkwdS/bedwWTh4LT4rP9SScQz/taqBoEQIpsYEFxQV8YR6tthhsxjezEr9ikBXZF8BQrLR1jrAywHgdHPEd4iD',
      'oenkRUt1qn8Xy0WeXXC3dEftNsPS6b+yAdE3zdAIZjhB6LxGgkBxmPmZTQwgd+85RGbgWg3+52fin6pIGaudSvJOOVk13xcWDis6oWs9KYEX',
      'oarlqgE=',
    ].join(''),
  },
  {
    args: '-19',
    length: 4000,
    seed: 2,
    frame: [
      'KLUv/QRoRR4ABpxBF4AttAEgAAAAkM0IE1RPdm+u3A+b6K5YTAAzADUAVQaUUgqOTflEprsutZpyTEdoeFtlX8rEAVEQAI4ApBAKgcQBAHkQ',
      'CofBi83bhUBwQAAOwiSAgEQWBMjBIAEIFgiBARJgAAiRRoCxCM5C9/WNZuiZ5tTtmUzsrx/DumAd55ZFhTkeM1ONa32Zq5Vpu818n41rzCPf',
      'SnulI9OgVTXR3U2TSqVrll+mqZxrNu+rDZk5m5VlwhwfkZ1USikenPMgWt6Ijmq1srzix4yO7v1Hl3cLVVZp+DLjX746xNtPsitPdjQszyI0',
      'Wx3h+Hq+Vpab0m9ZLyLW8zWNkW5F1f7sbsXKoeJYOYFhqAFPICJiUxjGIQgBhIGoxJIPEUAUjiBDiaNERpIkHYYyXb/PSHJ0ApdTGCA5vhZ0',
      'FJZsEI0Kngx5jd7yRxUN8w05oo+HP9f0z8da0L2t7stUjlBIObptWmIygaO7Y5hLPZjkNW2CoTxxN8l6iffxn83Ic4RyPlCoD5eA+PhVNWJg',
      'wosOee7R4zWDs0PH0EyQUwYdty6WxUy27hGC141zjfjSZJHRwg3F8qPEYa3WR5/X89pXMGuWr3XoMDCLQ1ktupYoCuMuY4Nj3tHeDwp3nrhg',
      '+l6ZpSllYWpZpT6dbmOqGh1rMHLrfNGdNch93OWhI28VI5FtBBghw326EFTXpAwy8q024DaSou4n5edQHkklQe9b+6aw2VbZEYhM4SJyH/yj',
      'IXS50cxnG7Jz9qHb7Yn9sGUxvYuQbIqXQfccGqV653Z05kz23H6ggNbunK6FNIc7pRhQG9IHFD8clC04hcAjN6q0xRqETgTbvMcY/UHu34BP',
      'IyrEdorQ/0lFDGMihVCQ1vE8uEQgXoDdyyjBNilBqB+hWKU4MmI77CXm/AVGWGCQPbwvDji8hp8JHIe4H+7FDC4hMm/PsjgrRKwsAGyyiXkK',
      'KjlEehHC/24DSYzE8gS1GLcHYZBixFsiTuOsv+HeMKFWAulrHkSZgilL4Gwx0+yOdjwMGRtV5Q4uj4GZyke5Ew+/69NQsvposYjwSAIXpxxy',
      '0/iMXCHzXLTtk0UuKdfzgsKpayFyJlmLc1oPpaLMnyXJc8Ejx1w+2E7PdnBaRwkxertctgABFzjoxSHTGuCSNPVtvdXKuhd06fEKc380MK5z',
      'DhUD9EYgwmmFHD3BL7sxDsysCJlaYF9NIR1sH0PGyvaXqkNHlulfN0H+AZyjoDMRMZ5oIUhZZzlK9PjeRfgPqvCCvpsDuY84DFqcKKcevFxm',
      'xioy6w+i9vP8',
    ].join(''),
  },
] as const;

describe('frames of the zstd command', () => {
  for (const { args, length, seed, frame } of FRAMES) {
    const stored = new Uint8Array(Buffer.from(frame, 'base64'));
    test.each([stored.length, 1, 100])(`${args}: are unpacked, in pieces of %i`, async (pieceBytes) => {
      const { bytes, fault } = await unpack(stored, pieceBytes);
      expect(fault).toBeNull();
      expect(bytes.equals(words(length, seed))).toBe(true);
    });
  }

  test('one after another keep nothing of one another', async () => {
    const stored = Buffer.concat(FRAMES.map(({ frame }) => Buffer.from(frame, 'base64')));
    const { bytes, fault } = await unpack(stored);
    expect(fault).toBeNull();
    expect(bytes.equals(Buffer.concat(FRAMES.map(({ length, seed }) => words(length, seed))))).toBe(true);
  });

  test('with any bits turned give a fault or other bytes, never more than a block and nothing worse', async () => {
    const frames = FRAMES.map(({ frame }) => Buffer.from(frame, 'base64'));
    const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 7 })), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...frames), damage, async (frame, turned) => {
        const damaged = Uint8Array.from(frame);
        for (const [at, bit] of turned) {
          const position = at % damaged.length;
          damaged[position] = (damaged[position] ?? 0) ^ (1 << bit);
        }
        const whole = await unpack(damaged);
        const cut = await unpack(damaged, 7);
        expect(cut.bytes.equals(whole.bytes)).toBe(true);
        expect(cut.fault?.details).toEqual(whole.fault?.details);
      }),
      { numRuns: 400 },
    );
  });
});

describe('what a header claims', () => {
  test('costs nothing: tiny blocks of a frame with the largest window', async () => {
    // Exponent 17 on 1 KiB: 128 MiB.
    const header = Uint8Array.of(...zstdFrame(new Uint8Array()).subarray(0, 4), 0, 17 << 3);
    const block = Uint8Array.of((1 << 3) | 2, 0, 0, 0x61);
    const last = Uint8Array.of((1 << 3) | 3, 0, 0, 0x62);
    const before = performance.now();
    const { bytes, fault } = await unpack(Buffer.concat([header, Buffer.alloc(4 * 200_000, block), last]));
    expect(fault).toBeNull();
    expect(bytes.length).toBe(200_001);
    expect(bytes.at(-1)).toBe(0x62);
    // To move the window for each block would take minutes.
    expect(performance.now() - before).toBeLessThan(10_000);
  });

  test('is held to: a content size that is not that of the content is a fault', async () => {
    const single = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0x20, 3, (3 << 3) | 1, 0, 0, 1, 2, 3);
    expect(await unpack(single)).toMatchObject({ fault: null, bytes: Buffer.of(1, 2, 3) });
    const false4 = single.map((byte, at) => (at === 5 ? 4 : byte));
    expect((await unpack(false4)).fault).toMatchObject({ code: 'stream-corrupt' });
  });

  test('a dictionary that is nowhere to be had is a fault', async () => {
    const withDictionary = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 1, 0, 77, (1 << 3) | 1, 0, 0, 1);
    expect((await unpack(withDictionary)).fault).toMatchObject({ code: 'stream-corrupt', details: { offset: 0 } });
  });
});
