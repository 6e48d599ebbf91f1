import { hex } from '../generated/random.ts';

export interface User {
  /** The account's number in v3. */
  readonly id: number;
  /** The account's id in v4. */
  readonly objectId: string;
  readonly username: string;
  readonly name: string;
  /** Why the user cannot sign in, by TMDB's status for it. */
  readonly refused?: 31 | 32 | 45;
}

const FIRST_USER = 21_000_001;
const user = (username: string, name: string, refused?: User['refused']): Omit<User, 'id'> => ({
  objectId: hex(24, 'account', username),
  username,
  name,
  ...(refused && { refused }),
});

/** Everybody who can sign in here, and who may not; a password is the same word as the user name. */
export const USERS: readonly User[] = [
  user('sandbox', 'Sandbox'),
  user('ada', 'Ada'),
  user('grace', 'Grace'),
  user('disabled', 'Gone', 31),
  user('unverified', 'Not Yet', 32),
  user('suspended', 'Never Again', 45),
].map((row, index) => ({ id: FIRST_USER + index, ...row }));

/** Users whose lists one meets, and who never come themselves. */
export const STRANGERS: readonly User[] = ['anna', 'bertil', 'chiara', 'dmitri', 'elif', 'fatou'].map((username, index) => ({
  id: FIRST_USER + 1000 + index,
  ...user(username, ''),
}));

const BY_NAME = new Map(USERS.map((row) => [row.username, row]));
export const userNamed = (username: string): User | undefined => BY_NAME.get(username);

/** The user of a name and a password; undefined when there is none or the password is another. */
export const userWith = (username: string, password: string): User | undefined => (password === username ? userNamed(username) : undefined);

const hashOf = ({ username }: User) => hex(32, 'gravatar', username);

/** A user's account, as v3 shows it to its owner. */
export const accountRow = (owner: User) => ({
  avatar: { gravatar: { hash: hashOf(owner) }, tmdb: { avatar_path: `/avatar-${owner.username}.jpg` } },
  id: owner.id,
  iso_639_1: 'en',
  iso_3166_1: 'US',
  name: owner.name,
  include_adult: false,
  username: owner.username,
});

/** A user as the maker of a list, in v4. */
export const makerRow = (owner: User) => ({
  avatar_path: `/avatar-${owner.username}.jpg`,
  gravatar_hash: hashOf(owner),
  id: owner.objectId,
  name: owner.name,
  username: owner.username,
});
