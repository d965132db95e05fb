import { errors, jwtVerify, SignJWT, type JWTPayload } from 'jose'

const ISSUER = 'firstline'
const ALGORITHM = 'HS256'

export interface Signed {
  sign(claims: JWTPayload, lifetimeMs: number): Promise<{ token: string; expiresAt: Date }>
  /** The claims; `expired` and `invalid` where there are none to believe. */
  read(token: string): Promise<JWTPayload | 'expired' | 'invalid'>
}

/**
 * What we sign for one audience, and check. The algorithm is fixed, whatever a token says of itself, and what was signed for
 * another audience is invalid here.
 */
export function signed(key: string, audience: string, now: () => Date): Signed {
  const secret = new TextEncoder().encode(key)
  return {
    async sign(claims, lifetimeMs) {
      const issuedAt = Math.floor(now().getTime() / 1000)
      const expiresAt = issuedAt + Math.floor(lifetimeMs / 1000)
      const token = await new SignJWT(claims)
        .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
        .setIssuer(ISSUER)
        .setAudience(audience)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .sign(secret)
      return { token, expiresAt: new Date(expiresAt * 1000) }
    },

    async read(token) {
      try {
        const { payload } = await jwtVerify(token, secret, {
          algorithms: [ALGORITHM],
          issuer: ISSUER,
          audience,
          currentDate: now(),
          requiredClaims: ['exp'],
        })
        return payload
      } catch (error) {
        if (error instanceof errors.JWTExpired) return 'expired'
        if (error instanceof errors.JOSEError) return 'invalid'
        throw error
      }
    },
  }
}
