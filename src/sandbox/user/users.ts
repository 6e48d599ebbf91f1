import { hex } from '../generated/random.ts';

export interface User {
  /** The account's number in v3. */
  readonly id: number;
  /** The account's id in v4. */
  readonly objectId: string;
  readonly username: string;
  readonly name: string;
  /** TMDB's status for the reason why the user cannot sign in. */
  readonly refused?: 31 | 32 | 45;
}

const FIRST_USER = 21_000_001;
const user = (username: string, name: string, refused?: User['refused']): Omit<User, 'id'> => ({
  objectId: hex(24, 'account', username),
  username,
  name,
  ...(refused && { refused }),
});

/** The sandbox's users, with some who may not sign in. A password equals the user name. */
export const USERS: readonly User[] = [
  user('sandbox', 'Sandbox'),
  user('ada', 'Ada'),
  user('grace', 'Grace'),
  user('disabled', 'Gone', 31),
  user('unverified', 'Not Yet', 32),
  user('suspended', 'Never Again', 45),
].map((row, index) => ({ id: FIRST_USER + index, ...row }));

/** Users who own the generated lists, and never sign in. */
export const STRANGERS: readonly User[] = ['anna', 'bertil', 'chiara', 'dmitri', 'elif', 'fatou'].map((username, index) => ({
  id: FIRST_USER + 1000 + index,
  ...user(username, ''),
}));

const BY_NAME = new Map(USERS.map((row) => [row.username, row]));
export const userNamed = (username: string): User | undefined => BY_NAME.get(username);

/** The user with this name and password; undefined when either is wrong. */
export const userWith = (username: string, password: string): User | undefined => (password === username ? userNamed(username) : undefined);

const hashOf = ({ username }: User) => hex(32, 'gravatar', username);

/** A user's account, as v3 shows it to the user. */
export const accountRow = (owner: User) => ({
  avatar: { gravatar: { hash: hashOf(owner) }, tmdb: { avatar_path: `/avatar-${owner.username}.jpg` } },
  id: owner.id,
  iso_639_1: 'en',
  iso_3166_1: 'US',
  name: owner.name,
  include_adult: false,
  username: owner.username,
});

/** A user as the creator of a list, in v4. */
export const creatorRow = (owner: User) => ({
  avatar_path: `/avatar-${owner.username}.jpg`,
  gravatar_hash: hashOf(owner),
  id: owner.objectId,
  name: owner.name,
  username: owner.username,
});
