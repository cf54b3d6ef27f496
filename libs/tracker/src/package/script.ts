/**
 * What a page loads with one `<script type="module">`: all in one file, which asks the server that it came
 * from.
 */
import { OrderStatusTracker } from '../order-status-tracker/order-status-tracker.element.ts';

OrderStatusTracker.defaultServer = new URL(import.meta.url).origin;
export { OrderStatusTracker };
