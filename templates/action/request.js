// Requests: one attempt, from its first header to the last byte of the answer.

/** @import { Run } from "./settings.js" */
/** @import { Answer, ScimRequest } from "./types.js" */
import { BUDGET_MS, CONTENT_TYPE, HEADERS } from "#mapping";
import { ActionError, ScimError } from "./errors.js";

/**
 * Sends a request once.
 *
 * @param {Run} run
 * @param {ScimRequest} request
 */
export function attempt(run, request) {
  const { method, path, filter, body } = request;
  let url = run.baseUrl + path + run.query;
  if (filter) url += `${run.query ? "&" : "?"}filter=${encodeURIComponent(filter)}`;
  return exchange(run, request, url, {
    method,
    headers: { ...HEADERS, ...run.credentials, ...(body && { "Content-Type": CONTENT_TYPE }) },
    body: body && JSON.stringify(body),
  });
}

/**
 * The milliseconds of the budget that are left.
 *
 * @param {Run} run
 */
export function timeLeft({ started }) {
  return started + BUDGET_MS - Date.now();
}

/**
 * An HTTP exchange. The time limit covers the body of the answer, and holds even where fetch does
 * not heed its signal.
 *
 * @param {Run} run
 * @param {ScimRequest} request
 * @param {string} url
 * @param {RequestInit} init
 * @returns {Promise<Answer>}
 */
export async function exchange(run, request, url, init) {
  // A turn later the connection of the request before is free for this one.
  if (run.requests > 0) await new Promise(setImmediate);
  const limitMs = Math.min(run.timeoutMs, timeLeft(run));
  const { method, path } = request;
  if (limitMs <= 0) throw new ActionError(`out of time ${method} ${path}: not sent`);
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
      fetchAnswer(url, { ...init, signal: controller.signal }).then(resolve, reject);
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
 * @param {string} url
 * @param {RequestInit} init
 * @returns {Promise<Answer>}
 */
async function fetchAnswer(url, init) {
  const response = await fetch(url, { ...init, redirect: "manual" });
  // A test's stand-in for fetch may offer nothing but status and json().
  const text = response.text ? await response.text() : JSON.stringify(await response.json?.());
  return {
    status: response.status,
    body: parseJson(text),
    location: response.headers?.get?.("Location") ?? "",
    retryAfter: response.headers?.get?.("Retry-After") ?? "",
  };
}

/** @param {string} text */
function parseJson(text) {
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    return text;
  }
}
