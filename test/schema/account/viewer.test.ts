import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mutate, signIn, type User } from '../../support/accounts.ts';
import { startGateway, type TestGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
let ada: User;
beforeAll(async () => {
  gateway = await startGateway();
  ada = await signIn(gateway, 'ada');
});
afterAll(() => gateway.close());

describe('the viewer', () => {
  it('tells the viewer’s account by session in one request', async () => {
    gateway.asked();
    const { body } = await ada.ask('{ viewer { username name language country includeAdult avatar { path } gravatarHash } }');
    expect(body).toEqual({
      data: {
        viewer: {
          username: 'ada',
          name: 'Ada',
          language: 'en',
          country: 'US',
          includeAdult: false,
          avatar: { path: '/avatar-ada.jpg' },
          gravatarHash: expect.stringMatching(/^[\da-f]{32}$/),
        },
      },
    });
    expect(gateway.asked()).toHaveLength(1);
  });

  it('tells the times and flags of the viewer’s lists by user token', async () => {
    const headers = { 'tmdb-user-token': ada.token };
    await mutate(gateway, 'mutation { createList(name: "Mine", language: "en") { list { id } } }', { headers });
    const { body } = await ada.askV4('{ viewer { lists { nodes { name adult featured public createdAt updatedAt } } } }');
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);
    expect(body).toEqual({
      data: {
        viewer: { lists: { nodes: [{ name: 'Mine', adult: false, featured: false, public: true, createdAt: time, updatedAt: time }] } },
      },
    });
  });
});
