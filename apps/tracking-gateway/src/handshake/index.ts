export { HandshakeModule } from './handshake.module.ts';
export { SocketAdapter } from './socket.adapter.ts';
