import type * as Client from 'openid-client'
import type { OpenIdSettings } from '../../../../lib/openid-settings.ts'

/** Clocks of two companies differ. */
const skewSeconds = 60
const timeoutSeconds = 10

/** Asks the provider for its addresses and keys, and makes sure that it is the one that the settings name. */
export async function discover(
  { issuer, clientId, clientSecret }: OpenIdSettings,
  guardedFetch: typeof globalThis.fetch,
): Promise<Client.Configuration> {
  const client = await import('openid-client')
  const isHttp = issuer.startsWith('http:')
  const config = await client.discovery(
    new URL(issuer),
    clientId,
    { client_secret: clientSecret, [client.clockTolerance]: skewSeconds },
    authenticateBy(client, clientSecret),
    {
      [client.customFetch]: (url, options) => guardedFetch(url, options),
      timeout: timeoutSeconds,
      // Signatures of tokens are checked, also where https has proven already who sent them. Only an issuer on this
      // machine may do without https.
      execute: [client.enableNonRepudiationChecks, ...(isHttp ? [client.allowInsecureRequests] : [])],
    },
  )
  const { authorization_endpoint: page, issuer: stated } = config.serverMetadata()
  // Quoted for a terminal: it is whatever the other side wrote.
  if (stated !== issuer) throw new Error(`It calls itself ${JSON.stringify(stated)}: write OIDC_ISSUER exactly so.`)
  // The browser is sent there.
  if (page === undefined || !(isHttp ? /^https?:\/\// : /^https:\/\//).test(page)) {
    throw new Error('It has no page to sign in at.')
  }
  return config
}

/** In the header, as the standard expects of every provider, unless this one takes the secret in the body only. */
function authenticateBy(client: typeof Client, secret: string): Client.ClientAuth {
  const [inHeader, inBody] = [client.ClientSecretBasic(secret), client.ClientSecretPost(secret)]
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const isBodyOnly = !methods.includes('client_secret_basic') && methods.includes('client_secret_post')
    return (isBodyOnly ? inBody : inHeader)(server, ...rest)
  }
}
