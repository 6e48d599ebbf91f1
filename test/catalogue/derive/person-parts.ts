import type { Person, TaggedRow } from '../../../src/sandbox/catalogue/catalogue-rows.ts';
import { elsewhereOf, fill, imageOf } from './facts.ts';
import { isObject, number, object, rows, text, type Json } from './recordings.ts';
import { episodeOf } from './series.ts';

const KEEP = { profiles: 6, tagged: 8, names: 6 } as const;

const TYPES = ['poster', 'backdrop', 'still'] as const;

/** Reads a tagged image with its owner: the id of a movie or series, or a whole episode. */
function taggedOf(row: Json): TaggedRow[] {
  const type = TYPES.find((known) => known === row['image_type']);
  const media = object(row, 'media');
  const id = number(media, 'id');
  const owner = { movie: { movie: id }, tv: { series: id }, tv_episode: { episode: episodeOf(media) } }[text(media, 'media_type')];
  return type && owner ? [{ id: text(row, 'id'), type, image: imageOf(row), ...owner }] : [];
}

/** Readers of the parts of a person. */
export const PERSON_PARTS: Record<string, (person: Person, part: Json) => void> = {
  images: (person, part) => fill(person, { profiles: rows(part, 'profiles').map(imageOf).slice(0, KEEP.profiles) }),
  external_ids: (person, part) => fill(person, { imdb: text(part, 'imdb_id'), external: elsewhereOf(part) }),
  tagged_images: (person, part) => {
    const tagged = rows(part, 'results').flatMap(taggedOf);
    // Recordings of different years have different images.
    if (tagged.length > (person.tagged?.length ?? 0)) person.tagged = tagged.slice(0, KEEP.tagged);
  },
  translations: (person, part) => {
    const names = rows(part, 'translations')
      .filter((row) => isObject(row['data']))
      .map((row) => [text(row, 'iso_639_1'), text(object(row, 'data'), 'name')] as const)
      .filter(([language, name]) => ['fr', 'ja', 'ko', 'ru', 'uk', 'he', 'ar'].includes(language) && name !== '' && name !== person.name);
    fill(person, { names: Object.fromEntries(names.slice(0, KEEP.names)) });
  },
};
