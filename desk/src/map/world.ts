import { type GeoGeometryObjects, type GeoPath, geoArea, geoEqualEarth, geoPath } from 'd3-geo';
import type { Feature, Geometry, MultiPolygon, Polygon } from 'geojson';
import { iso31661 } from 'iso-3166';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import atlas from 'world-atlas/countries-50m.json';
import type { Drawing, Shape } from './shapes.ts';

const [WIDTH, HEIGHT] = [960, 452];

/** Areas that have no number in the atlas, by the codes that our codebook has for them. */
const UNNUMBERED: Record<string, string> = { Kosovo: 'XKX', 'N. Cyprus': 'XNC', Somaliland: 'XSL' };

/** Those with a number of their own to which more than one state, or nobody undisputedly, has a title. */
const CONTESTED = new Set(['PSE', 'ESH', 'TWN', 'FLK', ...Object.values(UNNUMBERED)]);

/** Areas in dispute that the atlas has no outline of, by about their middle: longitude and latitude in degrees. */
const PLACES: Record<string, [name: string, longitude: number, latitude: number]> = {
  XAB: ['Abkhazia', 41.0, 43.0],
  XCI: ['Crimea', 34.3, 45.3],
  XDP: ["Donetsk People's Republic", 37.6, 47.8],
  XGH: ['Golan Heights', 35.8, 33.0],
  XGZ: ['Gaza', 34.4, 31.4],
  XKM: ['Kashmir', 75.5, 34.2],
  XKU: ['Kurdistan Region', 44.2, 36.3],
  XLP: ["Luhansk People's Republic", 39.2, 48.9],
  XNK: ['Nagorno-Karabakh', 46.8, 39.8],
  XSO: ['South Ossetia', 44.0, 42.3],
  XTB: ['Tibet', 88.5, 31.5],
  XTR: ['Transnistria', 29.6, 46.9],
};

/** Of the sign of such a place, in pixels. */
const RADIUS = 4;

const ANTARCTICA = '010';

/** The world, by Natural Earth: an equal-area picture, its countries by the ids of the actors that they are. */
export function worldMap(): Drawing {
  const topology = atlas as unknown as Topology<{ countries: GeometryCollection<{ name: string }> }>;
  const { features } = feature(topology, topology.objects.countries);
  const shown = withoutReefs(features).filter(({ id }) => id !== ANTARCTICA);
  const projection = geoEqualEarth().rotate([-11, 0]);
  projection.fitExtent(
    [
      [2, 2],
      [WIDTH - 2, HEIGHT - 2],
    ],
    { type: 'FeatureCollection', features: shown },
  );
  const draw = geoPath(projection).digits(1);
  const codes = new Map(iso31661.map(({ numeric, alpha3 }) => [numeric, alpha3]));
  const shapes = shown.map(({ id, properties: { name }, geometry }): Shape => {
    const actor = id === undefined ? UNNUMBERED[name] : codes.get(String(id));
    const [x, y] = draw.centroid(largestPart(geometry));
    const contested = actor === undefined || CONTESTED.has(actor);
    return { ...(actor && { actor }), name, path: outline(draw, geometry), x, y, contested };
  });
  for (const [actor, [name, ...place]] of Object.entries(PLACES)) {
    const [x, y] = projection(place) ?? [0, 0];
    const path = `M${-RADIUS},0a${RADIUS},${RADIUS} 0 1,0 ${2 * RADIUS},0a${RADIUS},${RADIUS} 0 1,0 ${-2 * RADIUS},0`;
    shapes.push({ actor, name, path, x, y, contested: true, point: true });
  }
  return {
    label: 'The world',
    about:
      'Borders and areas are those of the data source, Natural Earth, and mean nothing here. Areas that several states claim, or that not all states recognize, are hatched; a ring stands for those without an outline there.',
    width: WIDTH,
    height: HEIGHT,
    shapes,
  };
}

/** Of the areas that have one number, the largest: others are reefs. */
function withoutReefs<Properties>(features: Feature<Geometry, Properties>[]): Feature<Geometry, Properties>[] {
  const largest = new Map<unknown, Feature<Geometry, Properties>>();
  for (const one of features) {
    const key = one.id ?? one;
    const other = largest.get(key);
    if (!other || geoArea(one.geometry) > geoArea(other.geometry)) largest.set(key, one);
  }
  return [...largest.values()];
}

const outline = (draw: GeoPath, geometry: GeoGeometryObjects): string => draw(geometry) ?? '';

/** The part in which a sign is looked for: of a country with lands overseas, its mainland. */
function largestPart(geometry: GeoGeometryObjects): Polygon | MultiPolygon {
  if (geometry.type !== 'MultiPolygon') return geometry as Polygon;
  const parts = geometry.coordinates.map((coordinates): Polygon => ({ type: 'Polygon', coordinates }));
  return parts.reduce((largest, part) => (geoArea(part) > geoArea(largest) ? part : largest));
}
