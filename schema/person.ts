import { knownText, number } from '../src/tmdb/known.ts';
import { person } from '../src/tmdb/person.ts';
import type { PersonSummary } from '../src/tmdb/person.ts';
import { builder } from './builder.ts';
import { imageAt, Profile } from './image.ts';
import { nodeOptions } from './node.ts';
import { fromSummary } from './part.ts';
import type { Node } from './part.ts';

const Gender = builder.enumType('Gender', {
  description: 'As TMDB records it.',
  values: {
    FEMALE: { value: 1, description: 'Female.' },
    MALE: { value: 2, description: 'Male.' },
    NON_BINARY: { value: 3, description: 'Non-binary.' },
  },
});

export const Person = builder.objectRef<Node<PersonSummary>>('Person');

Person.implement({
  description: 'Somebody who made films or series, before or behind the camera.',
  ...nodeOptions(person),
  fields: (t) => ({
    tmdbId: t.exposeInt('tmdbId', { nullable: false, description: 'TMDB’s number of the person.' }),
    name: t.string({ description: 'The name the person is known by.', ...fromSummary(person, (json) => knownText(json.name)) }),
    originalName: t.string({
      description: 'The name in its own script. Null outside lists: TMDB’s details of a person lack it.',
      resolve: ({ summary }) => knownText(summary?.original_name),
    }),
    gender: t.field({
      type: Gender,
      description: 'Null when TMDB does not know.',
      ...fromSummary(person, ({ gender }) => (gender === 1 || gender === 2 || gender === 3 ? gender : null)),
    }),
    adult: t.boolean({ description: 'Whether the person is known for adult films.', ...fromSummary(person, (json) => json.adult ?? null) }),
    popularity: t.float({
      description: 'TMDB’s own measure of attention, without a unit; it changes daily.',
      ...fromSummary(person, (json) => number(json.popularity)),
    }),
    knownForDepartment: t.string({
      description: 'The department the person is best known for: Acting, Directing …',
      ...fromSummary(person, (json) => knownText(json.known_for_department)),
    }),
    profile: t.field({
      type: Profile,
      description: 'The picture TMDB shows. Null when there is none.',
      ...fromSummary(person, (json) => imageAt(json.profile_path)),
    }),
  }),
});
