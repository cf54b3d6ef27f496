import type { Page, WebSocketRoute } from 'playwright-core';
import { type ServerToClientEvents, SocketNamespace } from '#libs/contracts';

type Sent<Event extends keyof ServerToClientEvents> = Parameters<ServerToClientEvents[Event]>[0];

/** Tells one board something on its own socket, between what the real gateway tells it. */
export class BoardFrames {
  private socket: WebSocketRoute | null = null;

  private constructor() {}

  /** The page is opened anew, so that its socket comes by here. */
  static async around(page: Page): Promise<BoardFrames> {
    const frames = new BoardFrames();
    await page.routeWebSocket(/socket\.io/, (socket) => {
      socket.connectToServer();
      frames.socket = socket;
    });
    await page.reload();
    await page.locator('board-bar .live.green').waitFor({ state: 'attached' });
    return frames;
  }

  tell<Event extends keyof ServerToClientEvents>(event: Event, content: Sent<Event>): void {
    this.socket?.send(`42${SocketNamespace.Board},${JSON.stringify([event, content])}`);
  }
}
