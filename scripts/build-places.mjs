// Writes codebook/places/world.json from packages that hold public gazetteers: node scripts/build-places.mjs
// Towns: city-timezones (MIT; it names no source of its points), the largest of a name first. States: the middle of the
// largest piece of land in world-atlas (ISC; Natural Earth, public domain).
// Names in codebook/places/contested.yaml are left to that file.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { geoArea, geoCentroid } from 'd3-geo';
import { iso31661 } from 'iso-3166';
import { feature } from 'topojson-client';
import { parse } from 'yaml';

const require = createRequire(import.meta.url);
const folder = new URL('../codebook/places/', import.meta.url);
const ours = parse(readFileSync(new URL('contested.yaml', folder), 'utf8')).places;
const skip = new Set(ours.flatMap(({ name, aliases = [] }) => [name, ...aliases]));
const taken = new Set(ours.map(({ country }) => country));
const FEWEST = 20_000;
const round = (n) => Math.round(n * 1000) / 1000;

const towns = require('city-timezones')
  .cityMapping.filter((c) => c.pop >= FEWEST && c.iso3?.length === 3 && /^\p{Lu}[\p{L}'’ .-]{2,}$/u.test(c.city))
  .sort((a, b) => b.pop - a.pop)
  .filter((c) => !skip.has(c.city) && !skip.has(c.city_ascii) && !taken.has(c.iso3))
  .map((c) => ({
    name: c.city,
    ...(c.city_ascii !== c.city && c.city_ascii?.length > 2 ? { aliases: [c.city_ascii] } : {}),
    country: c.iso3,
    lat: round(c.lat),
    lon: round(c.lng),
  }));

const world = require('world-atlas/countries-50m.json');
const alpha3 = new Map(iso31661.map((c) => [c.numeric, c.alpha3]));
const states = feature(world, world.objects.countries).features.flatMap(({ id, geometry, properties }) => {
  const country = alpha3.get(id);
  if (!country || taken.has(country)) return [];
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const pieces = polygons.map((coordinates) => ({ type: 'Polygon', coordinates }));
  const [lon, lat] = geoCentroid(pieces.sort((a, b) => geoArea(b) - geoArea(a))[0]);
  return [{ name: properties.name, country, lat: round(lat), lon: round(lon), state: true }];
});

const lines = [...states, ...towns].map((place) => JSON.stringify(place));
writeFileSync(new URL('world.json', folder), `{"places":[\n${lines.join(',\n')}\n]}\n`);
console.log(`${states.length} states, ${towns.length} towns`);
