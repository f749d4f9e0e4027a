import { UserError } from '../../../errors.js';
import { Table } from '../../forms/index.js';
import type { Arena } from '../../kernels/index.js';
import type { Model } from '../../model.js';

/** Small tables of the model, one behind the other: the place of the first, and the row at which each begins. */
export interface Tables<Name extends string> {
  readonly place: number;
  readonly first: Readonly<Record<Name, number>>;
}

/** Lays tables, `width` wide and with as many rows as `rows` says, behind one another. @throws UserError where one is of another size */
export function layTables<Name extends string>(
  arena: Arena,
  model: Model,
  width: number,
  rows: Readonly<Record<Name, number>>,
): Tables<Name> {
  const names = Object.keys(rows) as Name[];
  const values = new Float32Array(names.reduce((sum, name) => sum + rows[name], 0) * width);
  const first = {} as Record<Name, number>;
  let at = 0;
  for (const name of names) {
    const { shape } = model.tensor(`head.speech.${name}`);
    if (shape[0] !== rows[name] || shape[1] !== width)
      throw new UserError(
        `the reading model's table "head.speech.${name}" is ${shape.join(' by ')}; expected ${rows[name]} by ${width}`,
      );
    const table = new Table(model, `head.speech.${name}`);
    first[name] = at;
    for (let row = 0; row < rows[name]; row++) table.write(row, values, at++ * width);
  }
  return { place: arena.keep(values), first };
}
