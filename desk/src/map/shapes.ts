/** One area of a map: a country's outline, or a tile. */
export interface Shape {
  /** The id of the actor that it stands for; none where no actor of a codebook is meant. */
  actor?: string;
  name: string;
  /** Of an SVG path. */
  path: string;
  /** Where its sign stands. */
  x: number;
  y: number;
  contested: boolean;
  /** Written into it. */
  label?: string[];
  /** That it is only a place: as large on the screen however near the map is. */
  point?: true;
}

export interface Drawing {
  label: string;
  /** What the reader should know of it. */
  about: string;
  width: number;
  height: number;
  shapes: Shape[];
}
