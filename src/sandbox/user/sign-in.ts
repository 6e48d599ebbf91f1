import { SANDBOX_APPROVAL_PATH } from '../../http/place.ts';
import { failure } from '../http/failure.ts';
import { done, ok, textIn, type PersonalHandlers, type PersonalCall, type Reply } from './personal-call.ts';
import { timeText } from '../http/time-text.ts';
import { userWith, type User } from './users.ts';

const opened = ({ accounts }: PersonalCall, user: User): Reply => ok({ success: true, session_id: accounts.sessions.open(user) });

/** @throws status 26 without a user name or password, 30 for wrong ones, and the user's own status when the user may not sign in. */
function login(call: PersonalCall): User {
  const [username, password] = [textIn(call, 'username'), textIn(call, 'password')];
  if (!username || !password) throw failure(26);
  const user = userWith(username, password);
  if (!user) throw failure(30);
  if (user.refused) throw failure(user.refused);
  return user;
}

export const SIGN_IN: PersonalHandlers = {
  'GET /3/authentication': () => ok(done(1).body),
  'GET /3/authentication/guest_session/new': ({ accounts }) => {
    const { id, expires } = accounts.sessions.newGuest();
    return ok({ success: true, guest_session_id: id, expires_at: timeText(expires) });
  },
  'GET /3/authentication/token/new': ({ accounts, origin }) => {
    const { token, expires } = accounts.sessions.requestToken(3);
    return ok(
      { success: true, expires_at: timeText(expires), request_token: token },
      { 'authentication-callback': `${origin}${SANDBOX_APPROVAL_PATH}?request_token=${token}` },
    );
  },
  'POST /3/authentication/token/validate_with_login': (call) => {
    const user = login(call);
    const token = textIn(call, 'request_token');
    const { expires } = call.accounts.sessions.settle(token, user);
    return ok({ success: true, expires_at: timeText(expires), request_token: token });
  },
  'POST /3/authentication/session/new': (call) => opened(call, call.accounts.sessions.redeem(textIn(call, 'request_token'), 3)),
  'POST /3/authentication/session/convert/4': (call) => {
    const user = call.accounts.sessions.holderOf(textIn(call, 'access_token'));
    if (!user) throw failure(14);
    return opened(call, user);
  },
  'DELETE /3/authentication/session': (call) => {
    if (!call.accounts.sessions.close(textIn(call, 'session_id'))) throw failure(37);
    return ok({ success: true });
  },
  'POST /4/auth/request_token': (call) =>
    done(1, { request_token: call.accounts.sessions.requestToken(4, textIn(call, 'redirect_to')).token }),
  'POST /4/auth/access_token': (call) => {
    const user = call.accounts.sessions.redeem(textIn(call, 'request_token'), 4);
    return done(1, { access_token: call.accounts.sessions.grant(user), account_id: user.objectId });
  },
  'DELETE /4/auth/access_token': (call) => {
    if (!call.accounts.sessions.revoke(textIn(call, 'access_token'))) throw failure(35);
    return done(13);
  },
};
