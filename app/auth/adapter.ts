import type { Adapter, AdapterUser } from 'next-auth/adapters';
import {
  AccountId,
  beginSession,
  endSession,
  findAccount,
  findActor,
  IdentityClaims,
  saveAccount,
} from '#flow/sign-in.ts';
import { portal } from '../portal.ts';

/** next-auth wants an e-mail address of every user; accounts here have none. */
function userOf(id: string): AdapterUser {
  return { id, email: '', emailVerified: null };
}

/**
 * Sessions and accounts of next-auth in our own tables, through flow's verbs. Of an identity only what the city needs
 * is kept, sealed; provider tokens are not kept at all.
 */
export function sessionAdapter(issuer: string): Adapter {
  const { pool, clock } = portal();
  return {
    async createUser(user: object) {
      return userOf(await saveAccount(pool, clock(), issuer, IdentityClaims.parse(user)));
    },
    async getUser(id) {
      return userOf(AccountId.parse(id));
    },
    getUserByEmail: () => null,
    async getUserByAccount({ providerAccountId }) {
      const id = await findAccount(pool, issuer, providerAccountId);
      return id === undefined ? null : userOf(id);
    },
    async updateUser(user) {
      return userOf(user.id);
    },
    // The login itself stands in the account row.
    linkAccount: () => undefined,
    async createSession({ sessionToken, userId, expires }) {
      await beginSession(pool, sessionToken, AccountId.parse(userId), expires, clock());
      return { sessionToken, userId, expires };
    },
    async getSessionAndUser(sessionToken) {
      const found = await findActor(pool, sessionToken, clock());
      if (found === undefined) return null;
      const { actor, idleUntil: expires } = found;
      return { session: { sessionToken, userId: actor.id, expires }, user: userOf(actor.id) };
    },
    // Sessions are extended by use, in flow/sign-in.ts.
    updateSession: () => null,
    async deleteSession(sessionToken) {
      await endSession(pool, sessionToken);
    },
  };
}
