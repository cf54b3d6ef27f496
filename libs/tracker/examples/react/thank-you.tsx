import { OrderStatusTracker, useOrderTracking } from '@passline/tracker/react';
import { useState } from 'react';

const server = import.meta.env.VITE_PASSLINE_URL ?? 'http://127.0.0.1:3000';

/** The hook for what is ours, the component for the rest: both share one connection. */
export function ThankYou({ token }: { readonly token: string }) {
  const [seen, setSeen] = useState<readonly string[]>([]);
  const { orderStatus, connectionStatus, isConnected } = useOrderTracking({
    token,
    server,
    onStatusUpdate: ({ status }) => setSeen((before) => [...before, status]),
  });
  return (
    <>
      <h1>Thank you for your order</h1>
      <p className="ours">
        {orderStatus ? `${orderStatus.order_number}: ${orderStatus.status}` : 'One moment…'}
      </p>
      <p className="seen">Seen: {seen.join(', ')}</p>
      <p className="connection">
        {connectionStatus}
        {isConnected && ' ✓'}
      </p>
      <OrderStatusTracker token={token} server={server} showHistory lang="es" />
    </>
  );
}
