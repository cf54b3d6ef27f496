/** Kafka cannot be had or started here; the message is one line that says what to do. */
export class LocalKafkaError extends Error {
  override readonly name = 'LocalKafkaError';
}
