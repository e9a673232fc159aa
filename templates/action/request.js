// Requests: one attempt, from its first header to the last byte of the answer.

/** @import { Run } from "./settings.js" */
/** @import { Answer, ScimRequest } from "./types.js" */
import { CONTENT_TYPE } from "#mapping";
import { ScimError } from "./errors.js";

/**
 * Sends a request once. The time limit covers the body of the answer, and holds even where fetch
 * does not heed its signal.
 *
 * @param {Run} run
 * @param {ScimRequest} request
 * @param {number} limitMs
 * @returns {Promise<Answer>}
 */
export async function attempt(run, request, limitMs) {
  const controller = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  run.requests++;
  try {
    return await new Promise((resolve, reject) => {
      timer = setTimeout(() => {
        reject(new ScimError(request, "time-out", `no whole answer within ${limitMs} ms`));
        controller.abort();
      }, limitMs);
      fetchAnswer(run, request, controller.signal).then(resolve, reject);
    });
  } catch (/** @type {any} */ cause) {
    if (cause instanceof ScimError) throw cause;
    // fetch has the reason in the cause of its error.
    const detail = String(cause?.cause?.code ?? cause?.message);
    throw new ScimError(request, "network error", detail, { cause });
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Never follows a redirect: that would show the profile and the token to another server.
 *
 * @param {Run} run
 * @param {ScimRequest} request
 * @param {AbortSignal} signal
 * @returns {Promise<Answer>}
 */
async function fetchAnswer({ baseUrl, query, token }, { method, path, filter, body }, signal) {
  let url = baseUrl + path + query;
  if (filter) url += `${query ? "&" : "?"}filter=${encodeURIComponent(filter)}`;
  const response = await fetch(url, {
    method,
    headers: {
      Authorization: `Bearer ${token}`,
      Accept: "application/scim+json, application/json",
      ...(body && { "Content-Type": CONTENT_TYPE }),
    },
    body: body && JSON.stringify(body),
    redirect: "manual",
    signal,
  });
  // A test's stand-in for fetch may offer nothing but status and json().
  const text = response.text ? await response.text() : JSON.stringify(await response.json?.());
  return {
    status: response.status,
    body: parseJson(text),
    location: response.headers?.get?.("Location") ?? "",
    retryAfter: response.headers?.get?.("Retry-After") ?? "",
  };
}

/**
 * @param {string} text
 */
function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text || undefined;
  }
}
