import { select } from 'd3-selection';
import { type D3ZoomEvent, type ZoomBehavior, zoom, zoomIdentity } from 'd3-zoom';

/** By how much one press of a key or a button draws nearer, and pixels that one press of an arrow moves. */
const [NEARER, STEP] = [1.6, 60];

/** The largest scale. */
const MOST = 16;

const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [STEP, 0],
  ArrowRight: [-STEP, 0],
  ArrowUp: [0, STEP],
  ArrowDown: [0, -STEP],
};

/**
 * What part of a map is looked at. The wheel and one finger scroll the page, as everywhere: with Ctrl, and with two fingers, they
 * draw the map nearer.
 */
export class Zooming {
  transform = $state.raw(zoomIdentity);
  readonly #behaviour: ZoomBehavior<SVGSVGElement, unknown>;
  #map: SVGSVGElement | undefined;

  constructor() {
    this.#behaviour = zoom<SVGSVGElement, unknown>()
      .scaleExtent([1, MOST])
      .filter((event: Event) => this.#isMeant(event))
      .on('zoom', ({ transform }: D3ZoomEvent<SVGSVGElement, unknown>) => {
        this.transform = transform;
      });
  }

  /** Follows what is done to a map: to be attached to it. */
  readonly attach = (map: SVGSVGElement): (() => void) => {
    this.#map = map;
    const { width, height } = map.viewBox.baseVal;
    this.#behaviour.translateExtent([
      [0, 0],
      [width, height],
    ]);
    const selection = select(map);
    selection.call(this.#behaviour).on('dblclick.zoom', null);
    this.whole();
    return () => {
      selection.on('.zoom', null);
      this.#map = undefined;
    };
  };

  get scale(): number {
    return this.transform.k;
  }

  nearer(times: 1 | -1 = 1): void {
    if (this.#map) this.#behaviour.scaleBy(select(this.#map), NEARER ** times);
  }

  whole(): void {
    if (this.#map) this.#behaviour.transform(select(this.#map), zoomIdentity);
  }

  /** `+`, `-`, `0`, and the arrows where there is more of the map than is seen. */
  press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.#map) return;
    const arrow = ARROWS[event.key];
    if (event.key === '+' || event.key === '=') this.nearer();
    else if (event.key === '-') this.nearer(-1);
    else if (event.key === '0') this.whole();
    else if (arrow && this.scale > 1) {
      const [x, y] = arrow;
      this.#behaviour.translateBy(select(this.#map), x / this.scale, y / this.scale);
    } else return;
    event.preventDefault();
  }

  #isMeant(event: Event): boolean {
    if (event instanceof WheelEvent) return event.ctrlKey || event.metaKey;
    if ('touches' in event) return (event as TouchEvent).touches.length > 1;
    return this.scale > 1 && (event as MouseEvent).button === 0;
  }
}
