/**
 * Runs the sides in turn, A B A B, so that what else the machine does falls on all of them alike.
 *
 * @returns for each side its results, one a round.
 */
export async function takeTurns<Results extends Readonly<Record<string, unknown>>>(
  rounds: number,
  sides: { readonly [Side in keyof Results]: () => Promise<Results[Side]> },
): Promise<{ readonly [Side in keyof Results]: readonly Results[Side][] }> {
  const names = Object.keys(sides) as (keyof Results)[];
  const results = Object.fromEntries(names.map((name) => [name, []])) as unknown as {
    [Side in keyof Results]: Results[Side][];
  };
  for (let round = 0; round < rounds; round++) {
    for (const name of names) results[name].push(await sides[name]());
  }
  return results;
}
