/** The few xAPI 1.0.3 resources a cmi5 unit uses, over the browser's own `fetch`. */
import type { Json } from '../../progress/event.ts';

type Query = Readonly<Record<string, string>>;

export class LrsFault extends Error {}

export class Lrs {
  private readonly endpoint: string;
  private readonly headers: Record<string, string>;

  /** @param token as the LMS gave it; it goes into the header of every request (cmi5 8.2.2). */
  constructor(endpoint: string, token: string) {
    this.endpoint = endpoint.replace(/\/?$/, '/');
    this.headers = {
      Authorization: `Basic ${token}`,
      'X-Experience-API-Version': '1.0.3',
      'Content-Type': 'application/json',
    };
  }

  /** @returns null when there is no such document. @throws LrsFault when the LRS refuses. */
  async read(resource: string, query: Query): Promise<Json | null> {
    const response = await this.ask('GET', resource, query);
    // Some answer with an empty text where nothing is kept.
    const text = response.status === 404 ? '' : await response.text();
    return text.trim() === '' ? null : (JSON.parse(text) as Json);
  }

  async write(resource: string, query: Query, body: Json): Promise<void> {
    await this.ask('PUT', resource, query, body);
  }

  /** In one request, so that their order is kept even when the page goes. */
  async send(statements: readonly Json[]): Promise<void> {
    await this.ask('POST', 'statements', {}, [...statements]);
  }

  private async ask(method: string, resource: string, query: Query, body?: Json): Promise<Response> {
    const url = new URL(resource, new URL(this.endpoint, document.baseURI));
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const response = await fetch(url, {
      method,
      headers: this.headers,
      // What is sent while the page closes still arrives.
      keepalive: method !== 'GET',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok && response.status !== 404) throw new LrsFault(`LMS menjawab ${response.status}`);
    if (response.status === 404 && method !== 'GET') throw new LrsFault(`LMS tidak mengenal ${resource}`);
    return response;
  }
}
