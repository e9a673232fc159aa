// Types of the Action that scimwright 0.1.0 made of mapping 7921a7c52909. Do not edit: make it again.

/** What Auth0 hands to an Action of an event stream. */
export interface Event {
  message: Message;
  secrets: Secrets;
}

/** A CloudEvent about a user. */
export interface Message {
  type: "user.created" | "user.updated" | "user.deleted" | (string & {});
  id?: string;
  specversion?: string;
  source?: string;
  time?: string;
  /** "test" in the test of the Dashboard, which is passed over. */
  a0purpose?: string;
  data: {
    object: User;
    /** The user before the change. */
    previous_object?: User | null;
    context?: { connection?: { name?: string; strategy?: string } };
  };
}

/** An Auth0 profile. */
export interface User {
  user_id: string;
  email?: string | null;
  email_verified?: boolean | null;
  username?: string | null;
  phone_number?: string | null;
  phone_verified?: boolean | null;
  name?: string | null;
  nickname?: string | null;
  given_name?: string | null;
  family_name?: string | null;
  picture?: string | null;
  created_at?: string | null;
  updated_at?: string | null;
  last_login?: string | null;
  last_ip?: string | null;
  logins_count?: number | null;
  blocked?: boolean | null;
  multifactor?: string[] | null;
  identities?: Identity[] | null;
  user_metadata?: Record<string, unknown> | null;
  app_metadata?: Record<string, unknown> | null;
  [field: string]: unknown;
}

export interface Identity {
  connection?: string | null;
  user_id?: unknown;
  provider?: string | null;
  isSocial?: boolean | null;
  profileData?: Record<string, unknown> | null;
  [field: string]: unknown;
}

/** The secrets that the Action reads. */
export interface Secrets {
  /** such as https://example.com/scim/v2 */
  SCIM_BASE_URL: string;
  /** the server's access token */
  SCIM_BEARER_TOKEN: string;
  /** of one request; else 1500 */
  SCIM_TIMEOUT_MS?: string;
  /** of one request; else 1 */
  SCIM_MAX_RETRIES?: string;
  /** names, with commas; else all */
  SCIM_CONNECTION_ALLOWLIST?: string;
  [name: string]: string | undefined;
}

/** What the Action uses of Auth0, where it is there. */
export interface Api {
  cache?: {
    get(key: string): { value: string; expires_at: number } | undefined;
    set(key: string, value: string, options?: { ttl?: number; expires_at?: number }): unknown;
    delete(key: string): unknown;
  };
}

/** Provisions the user of an event. It rejects where that did not succeed. */
export function onExecuteEventStream(event: Event, api?: Api): Promise<void>;
