// Retries: within one deadline for the whole execution.

/** @import { Run } from "./settings.js" */
/** @import { Answer, ScimRequest } from "./types.js" */
import { failureOf } from "./answer.js";
import { ScimError } from "./errors.js";
import { attempt, timeLeft } from "./request.js";
import { authorize, dropToken } from "./token.js";

/** The pause before the first retry; it doubles with each further one. */
const FIRST_PAUSE_MS = 250;

/**
 * Sends a request until it succeeds, fails for good, or may not be tried again.
 *
 * @param {Run} run
 * @param {ScimRequest} request
 * @param {(error: ScimError) => Promise<Answer | undefined>} [settle] which may find out before a
 *   retry that there is no need of it
 */
export async function send(run, request, settle) {
  for (let retries = 0; ; retries++) {
    try {
      // #when oauth2
      await authorize(run);
      // #end
      const answer = await attempt(run, request);
      // #when oauth2
      if (answer.status === 401 && dropToken(run)) {
        retries--;
        continue;
      }
      // #end
      if ([200, 201, 202, 204].includes(answer.status)) return answer;
      throw failureOf(run, request, answer);
    } catch (error) {
      if (!isTransient(error) || retries >= run.maxRetries) throw error;
      // Jitter keeps executions that failed together from coming back together.
      const backOff = FIRST_PAUSE_MS * 2 ** retries * (0.5 + Math.random() / 2);
      const pause = error.retryAfterMs ?? Math.round(backOff);
      if (pause >= timeLeft(run)) {
        error.message += ` (no time left to try again after ${pause} ms)`;
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
      const answer = await settle?.(error);
      if (answer) return answer;
    }
  }
}

/**
 * Whether another attempt may succeed. Without an answer there is no status, and 501 is for good.
 *
 * @param {unknown} error
 * @returns {error is ScimError}
 */
function isTransient(error) {
  if (!(error instanceof ScimError)) return false;
  const { status } = error;
  return status === undefined || status === 429 || (status >= 500 && status !== 501);
}
