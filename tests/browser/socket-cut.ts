import type { Page, WebSocketRoute } from 'playwright-core';

/** A page's sockets, which can be cut and kept out, while HTTP goes on. */
export class SocketCut {
  private readonly open: WebSocketRoute[] = [];
  private isCut = false;

  async guard(fresh: Page): Promise<void> {
    await fresh.routeWebSocket(/socket\.io/, (route) => {
      this.open.push(route);
      if (this.isCut) void route.close();
      else route.connectToServer();
    });
  }

  async cut(): Promise<void> {
    this.isCut = true;
    for (const route of this.open) await route.close();
  }

  mend(): void {
    this.isCut = false;
  }
}
