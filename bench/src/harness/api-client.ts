import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

export interface Answer {
  readonly status: number;
  readonly body: string;
  /** From the request to the last byte. */
  readonly milliseconds: number;
}

/** Asks a running product as a page does: connections are kept. */
export class ApiClient {
  readonly #url: string;
  readonly #agent = new Agent({ keepAlive: true });

  constructor(url: string) {
    this.#url = url;
  }

  /** `path` is below the API's root, or begins with `//` for a file of the page. */
  ask(
    path: string,
    { method = 'GET', ...rest }: { readonly method?: string; readonly body?: string } = {},
  ): Promise<Answer> {
    const url = path.startsWith('//') ? `${this.#url}${path.slice(1)}` : `${this.#url}/api/v1${path}`;
    const { body } = rest;
    const headers = body === undefined ? {} : { 'Content-Type': 'application/json' };
    return new Promise((resolve, reject) => {
      const startedAt = performance.now();
      const asking = request(url, { agent: this.#agent, method, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (piece: string) => {
          text += piece;
        });
        response.on('error', reject);
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, body: text, milliseconds: performance.now() - startedAt });
        });
      });
      asking.on('error', (error: NodeJS.ErrnoException) => {
        // The server may close an idle connection at the moment at which it is used again.
        if (asking.reusedSocket && error.code === 'ECONNRESET') resolve(this.ask(path, { method, ...rest }));
        else reject(error);
      });
      asking.end(body);
    });
  }

  /** The answer as JSON. @throws Error where it is an error. */
  async json<T>(path: string, options?: { readonly method?: string; readonly body?: string }): Promise<T> {
    const { status, body } = await this.ask(path, options);
    if (status >= 400) throw new Error(`${path} is answered with ${status}: ${body}`);
    return JSON.parse(body) as T;
  }

  /** The reference of the image that has a name like `bench/million`, once all of it was read. */
  async readyImage(name: string): Promise<string> {
    const ref = encodeURIComponent(await this.#refOf(name));
    await this.json(`/images/${ref}/index`, { method: 'POST' });
    for (;;) {
      const { index } = await this.json<{ index: { state: string } }>(`/images/${ref}`);
      if (index.state === 'ready') return ref;
      if (index.state === 'failed') throw new Error(`${name} cannot be indexed`);
      await delay(20);
    }
  }

  async #refOf(name: string): Promise<string> {
    for (;;) {
      const { locations } = await this.json<Library>('/locations');
      const image = locations
        .flatMap(({ images }) => images)
        .find(({ names }) => names.some((each) => each.includes(name)));
      if (image !== undefined) return image.ref;
      await delay(20);
    }
  }

  close(): void {
    this.#agent.destroy();
  }
}

interface Library {
  readonly locations: readonly {
    readonly images: readonly { readonly ref: string; readonly names: readonly string[] }[];
  }[];
}
