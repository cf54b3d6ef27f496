import { readFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};
/** Where the examples say that Passline is. */
const exampleUrl = 'http://127.0.0.1:3000';

/**
 * A restaurant's own web site, of another origin than Passline, with as strict a content security policy as
 * the tracker allows.
 */
export class RestaurantSite {
  /** Where Passline is. */
  passline = exampleUrl;
  private readonly server: Server;

  private constructor(private readonly folders: readonly string[]) {
    this.server = createServer(
      (request, response) => void this.answer(new URL(request.url ?? '/', 'http://site').pathname, response),
    );
  }

  /** @param folders where its files are, the first that has one */
  static async open(...folders: readonly string[]): Promise<RestaurantSite> {
    const site = new RestaurantSite(folders);
    await new Promise<void>((listening) => site.server.listen(0, '127.0.0.1', listening));
    return site;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private async answer(path: string, response: ServerResponse): Promise<void> {
    const file = path.endsWith('/') ? `${path}index.html` : path;
    const content = await this.read(file);
    if (content === null) {
      response.writeHead(404).end();
      return;
    }
    const type = mediaTypes[extname(file)] ?? 'application/octet-stream';
    response
      .writeHead(200, { 'content-type': type, 'content-security-policy': this.policy() })
      .end(content.replaceAll(exampleUrl, this.passline));
  }

  private async read(file: string): Promise<string | null> {
    for (const folder of this.folders) {
      const content = await readFile(join(folder, file), 'utf8').catch(() => null);
      if (content !== null) return content;
    }
    return null;
  }

  private policy(): string {
    const { passline } = this;
    return `default-src 'none'; script-src 'self' ${passline}; style-src 'self'; connect-src ${passline} ${passline.replace('http', 'ws')}; img-src 'self' data:; base-uri 'none'; form-action 'none'`;
  }
}
