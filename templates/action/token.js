// Access tokens: issued for the credentials of a client (RFC 6749 section 4.4).

/** @import { Run } from "./settings.js" */
/** @import { Answer, ScimRequest } from "./types.js" */
import { SCOPES } from "#mapping";
import { refusal } from "./answer.js";
import { base64 } from "./base64.js";
import { ScimError } from "./errors.js";
import { isObject, isText } from "./json.js";
import { exchange } from "./request.js";

/** Where Auth0's cache has the token for as long as it is good. */
const CACHE_KEY = "scim-access-token";

/** How long before its end a token is no longer taken from the cache. */
const MARGIN_MS = 60_000;

/**
 * Sees to it that requests have an access token.
 *
 * @param {Run} run
 */
export async function authorize(run) {
  if (run.credentials.Authorization) return;
  const token = readCache(run) ?? (await issueToken(run));
  run.credentials.Authorization = `Bearer ${token}`;
  run.hidden.push(token);
}

/**
 * Drops the token that the server refuses, if it is from the cache: it may have been revoked.
 *
 * @param {Run} run
 * @returns {boolean} whether another one can be had
 */
export function dropToken({ cache, credentials, issued }) {
  if (issued) return false;
  cache?.delete(CACHE_KEY);
  delete credentials.Authorization;
  return true;
}

/**
 * The token in the cache, if it was issued for this client.
 *
 * @param {Run} run
 */
function readCache({ cache, client }) {
  const [owner, token] = cache?.get(CACHE_KEY)?.value.split("\n") ?? [];
  return owner === ownerOf(client) ? token : undefined;
}

/** @param {Run["client"]} client */
function ownerOf({ tokenUrl, clientId }) {
  return JSON.stringify([tokenUrl, clientId, SCOPES]);
}

/**
 * @param {Run} run
 * @returns {Promise<string>}
 */
async function issueToken(run) {
  const { clientId, clientSecret, tokenUrl } = run.client;
  const form = new URLSearchParams({ grant_type: "client_credentials" });
  if (SCOPES) form.set("scope", SCOPES);
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json" };
  // #when credentials-body
  form.set("client_id", clientId);
  form.set("client_secret", clientSecret);
  run.hidden.push(new URLSearchParams([["", clientSecret]]).toString().slice(1));
  // #end
  // #when credentials-basic
  // Both are form-encoded before (RFC 6749 section 2.3.1).
  const both = new URLSearchParams([[clientId, clientSecret]]).toString().replace("=", ":");
  const basic = base64(both);
  headers.Authorization = `Basic ${basic}`;
  run.hidden.push(basic);
  // #end
  headers["Content-Type"] = "application/x-www-form-urlencoded";
  const request = { method: "POST", path: tokenUrl.host };
  const body = form.toString();
  const answer = await exchange(run, request, tokenUrl.href, { method: "POST", headers, body });
  run.issued = true;
  return readIssued(run, request, answer);
}

/**
 * The token of an answer, which is kept for its lifetime.
 *
 * @param {Run} run
 * @param {ScimRequest} request
 * @param {Answer} answer
 */
function readIssued(run, request, answer) {
  const { status, body } = answer;
  if (status !== 200) {
    const remedy = "check the secrets SCIM_TOKEN_URL, SCIM_CLIENT_ID and SCIM_CLIENT_SECRET";
    throw refusal(run, request, answer, "error", "error_description", remedy);
  }
  const { access_token, token_type = "Bearer", expires_in } = isObject(body) ? body : {};
  if (!isText(access_token) || !/^[!-~]+$/.test(access_token) || !/^bearer$/i.test(token_type)) {
    throw new ScimError(request, "200 invalid token response", "no bearer token", { status });
  }
  const ttl = Number(expires_in) * 1000 - MARGIN_MS;
  // What is too large for the cache is not kept.
  if (ttl > 0) run.cache?.set(CACHE_KEY, `${ownerOf(run.client)}\n${access_token}`, { ttl });
  return access_token;
}
